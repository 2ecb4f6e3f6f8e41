/**
 * Series from files. {@link io.ssl4j.core.series.file.SeriesArchive} reads the archives of classification problems
 * (UCR's {@code .tsv}, UEA's {@code .ts}), {@link io.ssl4j.core.series.file.SeriesCsv} tables with a column per channel
 * or a row per series, {@link io.ssl4j.core.series.file.SeriesNpy} NumPy arrays. Every file may be compressed with
 * gzip; text is UTF-8, with or without a byte order mark. What is damaged is refused with the file, the line or byte,
 * and what to do ({@link io.ssl4j.core.data.DatasetFormatException}); what to do about missing values {@link
 * io.ssl4j.core.series.file.MissingValues} says.
 */
package io.ssl4j.core.series.file;
