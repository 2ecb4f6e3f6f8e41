package io.ssl4j.core.series;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.recipe.ViewCatalog;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.DataSource;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.series.augment.SeriesCatalog;
import io.ssl4j.core.series.augment.SeriesRecipes;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.series.floor.RandomConvolutions;
import io.ssl4j.core.series.floor.RawSeries;
import io.ssl4j.core.series.picture.SeriesPicture;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The modality of numeric series. */
public final class SeriesModality implements Modality<Series> {

    static final String NORMALIZE = "normalize";

    private static final String DILATED = "dilated-conv";
    private static final String FCN = "fcn";
    private static final int CELL_WIDTH = 220;
    private static final int CELL_HEIGHT = 110;

    @Override
    public String kind() {
        return SeriesInput.KIND;
    }

    @Override
    public Class<Series> sampleType() {
        return Series.class;
    }

    @Override
    public String samples() {
        return "series";
    }

    @Override
    public List<MethodOption> dataOptions() {
        return SeriesReading.options();
    }

    @Override
    public double recognizes(Path data) {
        return SeriesReading.recognizes(data);
    }

    @Override
    public DataSource<Series> open(Path data, MethodOptions options) {
        return SeriesReading.open(data, options);
    }

    @Override
    public SeriesInput input(DataSource<Series> source, MethodOptions options) {
        SeriesNormalization normalization = SeriesNormalization.valueOf(
                options.choice(NORMALIZE).toUpperCase(Locale.ROOT).replace('-', '_'));
        SeriesInput input = SeriesInput.of(source.train(), normalization);
        if (source.test().isEmpty()) {
            return input;
        }
        SeriesInput other = SeriesInput.of(source.test().get());
        boolean variable = input.variable() || other.variable() || input.length() != other.length();
        return input.withLength(Math.max(input.length(), other.length())).withVariable(variable);
    }

    @Override
    public Map<String, String> reading(EncoderInput<Series> input) {
        return input instanceof SeriesInput series
                ? Map.of(
                        NORMALIZE, words(new Enum<?>[] {series.normalization()}).get(0))
                : Map.of();
    }

    @Override
    public List<String> encoders() {
        return List.of(DILATED, FCN);
    }

    @Override
    public Encoder<Series> encoder(String name, EncoderInput<Series> input, int width, long seed) {
        return switch (name) {
            case DILATED -> SeriesEncoders.dilatedConv((SeriesInput) input, width, seed);
            case FCN -> SeriesEncoders.fullyConvolutional((SeriesInput) input, seed);
            default ->
                throw new IllegalArgumentException(
                        "a series encoder must be one of " + encoders() + ", got '" + name + "'");
        };
    }

    @Override
    public ViewCatalog<Series> viewCatalog() {
        return SeriesCatalog.INSTANCE;
    }

    @Override
    public List<ViewRecipe<Series>> recipes() {
        return SeriesRecipes.all();
    }

    @Override
    public ViewRecipe<Series> recipe(EncoderInput<Series> input) {
        return SeriesRecipes.DEFAULT;
    }

    @Override
    public ViewRecipe<Series> recipe(ViewNeed need, EncoderInput<Series> input) {
        return need.shape() == ViewNeed.Shape.MULTI_CROP ? SeriesRecipes.MULTI_CROP : SeriesRecipes.DEFAULT;
    }

    @Override
    public List<FeatureMap<Series>> floors(Dataset<Series> train, EncoderInput<Series> encoderInput, long seed) {
        SeriesInput input = (SeriesInput) encoderInput;
        return List.of(
                new RawSeries(input), RandomConvolutions.of(train, input, RandomConvolutions.DEFAULT_KERNELS, seed));
    }

    @Override
    public BufferedImage picture(
            List<Series> samples, ViewGenerator<Series> views, EncoderInput<Series> input, int repeats, long seed) {
        return SeriesPicture.of(views, (SeriesInput) input)
                .render(samples, repeats, CELL_WIDTH, CELL_HEIGHT, RandomKey.of(seed));
    }

    /** Returns the names of an enum's constants as options spell them. */
    static List<String> words(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
