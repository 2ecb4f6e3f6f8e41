/**
 * Numeric series: recordings of {@code [channels, time]}, of one length or many, such as sensor windows, ECGs, machine
 * signals and prices. Start at {@link io.ssl4j.core.series.Series}; {@link io.ssl4j.core.series.SeriesInput} is the
 * input of an encoder.
 */
package io.ssl4j.core.series;
