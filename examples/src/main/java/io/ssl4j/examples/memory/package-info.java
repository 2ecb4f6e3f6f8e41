/** How much memory processes hold, for the command line and the benchmark. */
package io.ssl4j.examples.memory;
