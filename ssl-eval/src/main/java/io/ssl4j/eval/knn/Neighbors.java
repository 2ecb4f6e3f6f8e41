package io.ssl4j.eval.knn;

/**
 * The k nearest bank rows of each query, nearest first.
 *
 * @param indices {@code [queries][k]} rows of the bank; of equally near rows the lower index comes first
 * @param similarities {@code [queries][k]}, not increasing along k, in the unit of the {@link Similarity}
 */
public record Neighbors(int[][] indices, double[][] similarities) {}
