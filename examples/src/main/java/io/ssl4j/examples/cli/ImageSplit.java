package io.ssl4j.examples.cli;

import io.ssl4j.core.data.ImageDataset;
import io.ssl4j.core.data.LabeledImageDataset;
import java.util.Optional;

/**
 * The parts of a data set.
 *
 * @param pretrain what is learned from, without labels
 * @param bank the same images with their labels: neighbours for k-NN, training set of the linear probe
 * @param validation for choices and for watching a run
 * @param test looked at once, at the end
 */
record ImageSplit(
        ImageDataset pretrain,
        Optional<LabeledImageDataset> bank,
        Optional<LabeledImageDataset> validation,
        Optional<LabeledImageDataset> test) {

    static ImageSplit unlabeled(ImageDataset images) {
        return new ImageSplit(images, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean labeled() {
        return bank.isPresent();
    }
}
