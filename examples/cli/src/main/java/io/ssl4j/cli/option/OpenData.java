package io.ssl4j.cli.option;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.registry.DataSource;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.ImageResize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Data that was opened.
 *
 * @param modality what its samples are
 * @param source the samples
 * @param options how they were read
 */
public record OpenData<T>(Modality<T> modality, DataSource<T> source, MethodOptions options) {

    /** The images that come with ssl4j. */
    @SuppressWarnings("unchecked")
    static <T> OpenData<T> shipped(Modality<T> images, MethodOptions options) throws IOException {
        ImageDataset all = ShippedImages.open();
        ImageDataset sized = options.text("size")
                .map(size -> size.split("x"))
                .map(sides -> ImageResize.centerCrop(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])))
                .map(all::resized)
                .orElse(all);
        return new OpenData<>(
                images, new DataSource<>("IDX", (Dataset<T>) sized, Optional.empty(), List.of()), options);
    }

    /** What an encoder for all samples takes. */
    public EncoderInput<T> input() {
        return modality.input(source, options);
    }

    /** What an encoder takes that learns from a part of the samples, and is measured on the others. */
    public EncoderInput<T> input(DataSplit<T> split) {
        return modality.input(new DataSource<>(source.format(), split.pretrain(), split.heldOut(), List.of()), options);
    }

    /** The same brought to what an encoder takes, as far as its modality can: images are cropped and resized. */
    public OpenData<T> fitted(Encoder<T> encoder) {
        UnaryOperator<Dataset<T>> fit = data -> ImageChecks.fitted(data, encoder);
        return new OpenData<>(
                modality,
                new DataSource<>(
                        source.format(),
                        fit.apply(source.train()),
                        source.test().map(fit),
                        source.notes()),
                options);
    }
}
