package io.ssl4j.eval.knn;

/** The similarity that ranks neighbours. */
public enum Similarity {
    /** The cosine of the angle between the rows, -1..1. A row of zeros has cosine 0 with every row. */
    COSINE,
    /** The cosine after subtracting the mean of the bank's rows from both, -1..1. */
    CENTERED_COSINE,
    /** The negative Euclidean distance, at most 0. */
    EUCLIDEAN
}
