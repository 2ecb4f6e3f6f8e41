/**
 * The shared parts of all evaluations of frozen features: {@link io.ssl4j.eval.features.LabeledFeatures} (one row of
 * features and one label per sample), {@link io.ssl4j.core.encoder.FeatureMap} (turns samples into features: an encoder
 * or a floor) and {@link io.ssl4j.eval.features.ClassificationResult} (the predictions of a classifier).
 */
package io.ssl4j.eval.features;
