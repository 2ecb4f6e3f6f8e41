/**
 * The layout of NumPy's files, for {@link io.ssl4j.core.series.file.SeriesNpy}; programs that use the library do not
 * need it.
 */
package io.ssl4j.core.series.file.npy;
