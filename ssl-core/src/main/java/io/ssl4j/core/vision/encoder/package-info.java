/**
 * Image encoders to start from: {@link io.ssl4j.core.vision.encoder.ImageEncoders}.
 */
package io.ssl4j.core.vision.encoder;
