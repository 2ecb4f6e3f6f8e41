/** The machine in words, and how much memory processes hold. */
package io.ssl4j.cli.machine;
