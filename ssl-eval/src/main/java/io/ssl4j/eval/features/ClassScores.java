package io.ssl4j.eval.features;

/**
 * What a classifier says of some rows.
 *
 * @param predictions the class of each row
 * @param scores {@code scores[row][class]}: larger is more likely
 * @param probabilities whether the scores of a row are probabilities that sum to 1
 */
public record ClassScores(int[] predictions, double[][] scores, boolean probabilities) {}
