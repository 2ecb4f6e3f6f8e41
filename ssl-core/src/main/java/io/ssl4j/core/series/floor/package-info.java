/**
 * Floors for numeric series: baseline features that involve no learning and that a pretrained encoder has to beat.
 * {@link io.ssl4j.core.series.floor.RandomConvolutions} is a strong one, {@link io.ssl4j.core.series.floor.RawSeries}
 * the raw values.
 */
package io.ssl4j.core.series.floor;
