/** The machine in words, for the command line and the benchmark. */
package io.ssl4j.examples.machine;
