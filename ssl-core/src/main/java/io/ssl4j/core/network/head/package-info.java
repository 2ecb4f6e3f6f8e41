/**
 * Heads on an encoder: {@link io.ssl4j.core.network.head.MlpHead} is a multilayer perceptron, {@link
 * io.ssl4j.core.network.head.HeadShape} the same without its input width, as a method's configuration holds it.
 */
package io.ssl4j.core.network.head;
