/** Standard series encoders: {@link io.ssl4j.core.series.encoder.SeriesEncoders}. */
package io.ssl4j.core.series.encoder;
