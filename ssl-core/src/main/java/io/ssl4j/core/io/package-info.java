/**
 * Files that are either complete or absent: {@link io.ssl4j.core.io.AtomicFile}; folders with one writer: {@link
 * io.ssl4j.core.io.FolderLock}.
 */
package io.ssl4j.core.io;
