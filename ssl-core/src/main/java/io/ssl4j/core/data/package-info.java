/**
 * Collections of samples of any kind: {@link io.ssl4j.core.data.Dataset}, with labels {@link
 * io.ssl4j.core.data.LabeledDataset}, their parts and splits. Packages for each kind of sample read them: {@code
 * io.ssl4j.core.vision} images, {@code io.ssl4j.core.series} numeric series.
 */
package io.ssl4j.core.data;
