/**
 * Ridge regression as a classifier, for features without learning: start at {@link
 * io.ssl4j.eval.ridge.RidgeClassifier}.
 */
package io.ssl4j.eval.ridge;
