/**
 * Floors of numeric series: features that nothing was learned for, and that a pretrained encoder has to beat.
 * {@link io.ssl4j.core.series.floor.RandomConvolutions} is a hard one, {@link io.ssl4j.core.series.floor.RawSeries} the
 * values themselves.
 */
package io.ssl4j.core.series.floor;
