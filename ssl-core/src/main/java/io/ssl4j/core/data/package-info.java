/**
 * Collections of samples of any kind: {@link io.ssl4j.core.data.Dataset}, with labels
 * {@link io.ssl4j.core.data.LabeledDataset}, their parts and splits. Where samples come from is the business of each kind:
 * {@code io.ssl4j.core.vision} reads images, {@code io.ssl4j.core.series} reads numeric series.
 */
package io.ssl4j.core.data;
