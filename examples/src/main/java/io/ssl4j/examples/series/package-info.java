/** Tables of methods on archives of numeric series: {@link io.ssl4j.examples.series.SeriesTable}. */
package io.ssl4j.examples.series;
