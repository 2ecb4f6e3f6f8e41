/**
 * Weighted k-nearest-neighbour classification of frozen features (Wu, Xiong, Yu and Lin 2018, "Unsupervised feature
 * learning via non-parametric instance discrimination", arXiv 1805.01978, section 3.4). Start at {@link
 * io.ssl4j.eval.knn.KnnProbe}; {@link io.ssl4j.eval.knn.NearestNeighbors} is the underlying exact search.
 */
package io.ssl4j.eval.knn;
