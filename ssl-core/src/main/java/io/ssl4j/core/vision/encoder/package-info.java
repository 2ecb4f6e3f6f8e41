/** Standard image encoders: {@link io.ssl4j.core.vision.encoder.ImageEncoders}. */
package io.ssl4j.core.vision.encoder;
