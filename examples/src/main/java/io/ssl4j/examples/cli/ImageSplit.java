package io.ssl4j.examples.cli;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.util.Optional;

/**
 * The parts of a data set.
 *
 * @param pretrain what is learned from, without labels
 * @param bank the same images with their labels: neighbours for k-NN, training set of the linear probe
 * @param validation for choices and for watching a run; empty if none are held out for it
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

    /** What the trainer is given: images alone, but with their labels where there are some and the method reads them. */
    ImageDataset trainingSet(SslMethod<Image> method) {
        return method.usesLabels() && labeled() ? bank.orElseThrow() : pretrain;
    }

    boolean labeled() {
        return bank.isPresent();
    }
}
