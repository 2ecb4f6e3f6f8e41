/**
 * Bytes, fields and numbers of text files, for the readers of {@link io.ssl4j.core.series.file}; programs that use the
 * library do not need them.
 */
package io.ssl4j.core.series.file.text;
