/**
 * Ridge regression as a classifier, for features that nothing was learned for: start at
 * {@link io.ssl4j.eval.ridge.RidgeClassifier}.
 */
package io.ssl4j.eval.ridge;
