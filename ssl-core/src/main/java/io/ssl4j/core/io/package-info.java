/** Files that are either complete or absent: {@link io.ssl4j.core.io.AtomicFile}. */
package io.ssl4j.core.io;
