/**
 * Matrix products, row operations and Cholesky factors that losses and probes share. Sums run in double; results are the
 * same bits on every run.
 */
package io.ssl4j.core.numerics;
