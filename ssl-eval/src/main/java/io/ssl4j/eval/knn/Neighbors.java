package io.ssl4j.eval.knn;

/**
 * The k nearest bank rows of each query, nearest first.
 *
 * @param indices {@code [queries][k]} rows of the bank; ties are ordered by index
 * @param similarities {@code [queries][k]}, non-increasing along k, in the unit of the {@link Similarity}
 */
public record Neighbors(int[][] indices, double[][] similarities) {}
