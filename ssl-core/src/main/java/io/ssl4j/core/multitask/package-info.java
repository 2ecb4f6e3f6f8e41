/**
 * Several methods that train one encoder together: {@link io.ssl4j.core.multitask.MultiTask}.
 */
package io.ssl4j.core.multitask;
