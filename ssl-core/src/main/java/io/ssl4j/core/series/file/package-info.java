/**
 * Reading series from files. {@link io.ssl4j.core.series.file.SeriesArchive} reads the time series classification
 * archives (UCR's {@code .tsv}, UEA's {@code .ts}), {@link io.ssl4j.core.series.file.SeriesCsv} tables with one column
 * per channel or one row per series, {@link io.ssl4j.core.series.file.SeriesNpy} NumPy arrays. Every file may be
 * compressed with gzip; text is UTF-8, with or without a byte order mark. A damaged file is rejected with the file, the
 * line or byte, and what to do ({@link io.ssl4j.core.data.DatasetFormatException}); {@link
 * io.ssl4j.core.series.file.MissingValues} chooses the treatment of missing values.
 */
package io.ssl4j.core.series.file;
