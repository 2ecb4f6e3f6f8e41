/**
 * Addressed randomness: {@link io.ssl4j.core.random.RandomKey} names a stream, {@link
 * io.ssl4j.core.random.RandomStream} draws from it.
 */
package io.ssl4j.core.random;
