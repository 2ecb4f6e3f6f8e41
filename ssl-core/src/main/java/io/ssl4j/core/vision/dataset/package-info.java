/**
 * Image data sets from folders, lists, IDX and CIFAR files, and packed files. Start at {@link
 * io.ssl4j.core.vision.dataset.ImageDataset}, {@link io.ssl4j.core.vision.dataset.LabeledImageDataset}, or {@link
 * io.ssl4j.core.vision.dataset.ImageSource}, which recognises the format of a path.
 */
package io.ssl4j.core.vision.dataset;
