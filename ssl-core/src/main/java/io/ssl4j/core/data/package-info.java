/**
 * Where samples come from. {@link io.ssl4j.core.data.Dataset} and {@link io.ssl4j.core.data.LabeledDataset} are what the
 * rest of the library reads; {@link io.ssl4j.core.data.ImageDataset} and {@link io.ssl4j.core.data.LabeledImageDataset}
 * read images from IDX and CIFAR files, from folders and from memory; {@link io.ssl4j.core.data.ImageSource} opens
 * whatever a path is. Subsets and splits are shuffled and, where there are labels, stratified.
 */
package io.ssl4j.core.data;
