/**
 * The benchmark: ssl4j next to stock DL4J and PyTorch on the same work, on one machine and in one run. {@link
 * io.ssl4j.examples.benchmark.Benchmark} is the command; docs/PERFORMANCE.md says what is measured and how.
 *
 * <p>Every measurement is a child process that does one task (package {@code task}, or the script {@code
 * torch_side.py}) and writes its figures to standard output. The processes of the sides alternate within each round.
 */
package io.ssl4j.examples.benchmark;
