/**
 * The contract between a method and the trainer: {@link io.ssl4j.core.method.SslMethod} says what to feed and what to
 * minimise.
 */
package io.ssl4j.core.method;
