/**
 * What every frozen evaluation shares: {@link io.ssl4j.eval.features.LabeledFeatures} (one row of features and one label
 * per sample), {@link io.ssl4j.core.encoder.FeatureMap} (how samples become features: an encoder or a floor) and {@link io.ssl4j.eval.features.ClassificationResult} (what a classifier made of them).
 */
package io.ssl4j.eval.features;
