/**
 * Files that are either complete or absent: {@link io.ssl4j.core.io.AtomicFile}; folders with one writer: {@link
 * io.ssl4j.core.io.FolderLock}; names that the locale cannot read: {@link io.ssl4j.core.io.FileNames}; what separates
 * the fields of a CSV file: {@link io.ssl4j.core.io.CsvDelimiter}.
 */
package io.ssl4j.core.io;
