/** Files that are whole or not there: {@link io.ssl4j.core.io.AtomicFile}. */
package io.ssl4j.core.io;
