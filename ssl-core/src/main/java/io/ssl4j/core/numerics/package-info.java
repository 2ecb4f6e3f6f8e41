/**
 * Matrix products, row operations and Cholesky factors that losses and probes share. Sums run in double; results are
 * the same on every run, to the last bit.
 */
package io.ssl4j.core.numerics;
