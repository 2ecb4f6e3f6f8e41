package io.ssl4j.core.registry;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.recipe.ViewCatalog;
import io.ssl4j.core.recipe.ViewRecipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of sample (images, numeric series, or your own), with everything that the command line, the evaluation and
 * the methods by name need to know about it. Listed in {@code META-INF/services/io.ssl4j.core.registry.Modality}.
 * Stateless.
 *
 * @param <T> the sample type
 */
public interface Modality<T> {

    /** The kind, as on the command line and in encoder files ({@link EncoderInput#kind}): "image", "series". */
    String kind();

    /** The class of the samples. */
    Class<T> sampleType();

    /** The plural of the samples for messages: "images", "series". */
    String samples();

    /** Options for reading data, such as the size that images are resized to. */
    List<MethodOption> dataOptions();

    /** Returns how likely the modality can read a path: from 0, not at all, to 1, if the content says so. */
    double recognizes(Path data);

    /**
     * Opens data.
     *
     * @param options values of {@link #dataOptions}
     * @throws IOException if the path cannot be read
     * @throws io.ssl4j.core.data.DatasetFormatException if its content is damaged
     */
    DataSource<T> open(Path data, MethodOptions options) throws IOException;

    /**
     * Returns the input of an encoder for these samples: shape and normalisation. Statistics are those of the training
     * part; the test part only affects sizes that must fit it, such as the length of the longest series.
     *
     * @param options values of {@link #dataOptions}
     */
    EncoderInput<T> input(DataSource<T> source, MethodOptions options);

    /**
     * Returns the values of {@link #dataOptions} that data for an encoder must be read with, such as the size of its
     * images; empty by default.
     */
    default Map<String, String> reading(EncoderInput<T> input) {
        return Map.of();
    }

    /** The names of the encoders, the default first. */
    List<String> encoders();

    /**
     * Returns the names of the encoders that take such views, the default first. By default all; an encoder of a fixed
     * size cannot take crops of two sizes.
     */
    default List<String> encoders(ViewNeed need) {
        return encoders();
    }

    /**
     * Makes an encoder.
     *
     * @param name one of {@link #encoders}
     * @param width the channels of its first layer, if the architecture has a width
     * @param seed for the initial weights
     */
    Encoder<T> encoder(String name, EncoderInput<T> input, int width, long seed);

    /** Returns a remark for people if samples of this shape make training with an encoder slower than necessary. */
    default Optional<String> remark(String encoder, EncoderInput<T> input) {
        return Optional.empty();
    }

    /** The operations that views are made of, by name. */
    ViewCatalog<T> viewCatalog();

    /** The published view recipes. */
    List<ViewRecipe<T>> recipes();

    /** Returns the recipe for looking at samples of which nothing else is known. */
    ViewRecipe<T> recipe(EncoderInput<T> input);

    /** Returns the recipe of a method: its published one, or the modality's own with the same groups of views. */
    ViewRecipe<T> recipe(ViewNeed need, EncoderInput<T> input);

    /**
     * Returns the floors, that is, the baselines that a representation has to beat: feature maps that learn nothing
     * from the samples, the simplest first.
     */
    List<FeatureMap<T>> floors(Dataset<T> train, EncoderInput<T> input, long seed);

    /**
     * Draws samples next to their views, for people.
     *
     * @param views makes a view of the rows of {@code input}
     * @param repeats rounds of random views of each sample
     */
    BufferedImage picture(List<T> samples, ViewGenerator<T> views, EncoderInput<T> input, int repeats, long seed);
}
