/** Encoders for any kind of sample: {@link io.ssl4j.core.encoder.EncoderInput} says how a sample becomes rows. */
package io.ssl4j.core.encoder;
