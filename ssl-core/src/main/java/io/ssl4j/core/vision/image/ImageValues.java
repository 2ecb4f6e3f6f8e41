package io.ssl4j.core.vision.image;

import java.util.Optional;

/** Checks that it is known how the values of an image become floats in 0..1. */
final class ImageValues {

    static final String GIVE_A_RANGE =
            "say which values become 0 and 1: --range LOW:HIGH, --range 1%:99% for percentiles"
                    + " of the training images, or ImageDataset.withRange";

    private ImageValues() {}

    /** Why an image cannot become floats in 0..1, or empty if it can. */
    static Optional<String> problem(Image image) {
        if (image.range().isPresent()) {
            return Optional.empty();
        }
        Optional<ValueRange> range = ValueRange.of(image.sampleType());
        boolean known = range.isPresent()
                && (image.sampleType() != Image.SampleType.FLOAT32
                        || range.get().contains(image.lowest()) && range.get().contains(image.highest()));
        if (known) {
            return Optional.empty();
        }
        return Optional.of("samples of " + image.sampleType().text() + " from " + ValueRange.number(image.lowest())
                + " to " + ValueRange.number(image.highest())
                + (range.isPresent() ? ", outside " + range.get() + "; " : ", a type without a range of its own; ")
                + GIVE_A_RANGE);
    }

    /** @throws IllegalArgumentException if an image cannot become floats in 0..1 */
    static void require(Image image, String name) {
        problem(image).ifPresent(problem -> {
            throw new IllegalArgumentException(name + " has " + problem);
        });
    }
}
