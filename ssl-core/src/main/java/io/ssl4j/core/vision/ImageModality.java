package io.ssl4j.core.vision;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.data.DataNote;
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
import io.ssl4j.core.vision.augment.ImageCatalog;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.augment.ViewGrid;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.dataset.ImageSource;
import io.ssl4j.core.vision.dataset.Unreadable;
import io.ssl4j.core.vision.encoder.NamedImageEncoder;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.RangeChoice;
import io.ssl4j.core.vision.image.ValueCensus;
import io.ssl4j.core.vision.image.ValueRange;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The modality of images. */
public final class ImageModality implements Modality<Image> {

    private static final String SIZE = "size";
    private static final String COLOR = "color";
    private static final String RANGE = "range";
    private static final String SKIP = "skip-unreadable";
    private static final int CELL = 96;

    /** The number of training images whose values are compared with the range when data is opened. */
    private static final int COUNTED = 200;

    @Override
    public String kind() {
        return ImageInput.KIND;
    }

    @Override
    public Class<Image> sampleType() {
        return Image.class;
    }

    @Override
    public String samples() {
        return "images";
    }

    @Override
    public List<MethodOption> dataOptions() {
        return List.of(
                MethodOption.text(SIZE, "HEIGHTxWIDTH that images are resized to, such as 64x64"),
                MethodOption.choice(
                        COLOR,
                        "rgb",
                        Stream.of(ColorMode.values())
                                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                                .toList(),
                        "channels of the images in a folder"),
                MethodOption.text(
                        RANGE,
                        "LOW:HIGH, the sample values that become 0 and 1, or percentiles of the training images such as"
                                + " 1%:99%"),
                MethodOption.flag(SKIP, false, "leave out files of a folder that cannot be read, and say how many"));
    }

    /** Recognises any path that no other modality does: most image files can only be recognised by opening them. */
    @Override
    public double recognizes(Path data) {
        return 0.5;
    }

    @Override
    public DataSource<Image> open(Path data, MethodOptions options) {
        ImageSource source = ImageSource.open(
                data,
                new ImageFolderOptions(
                        ColorMode.valueOf(options.choice(COLOR).toUpperCase(Locale.ROOT)),
                        resize(options),
                        options.flag(SKIP) ? Unreadable.SKIP : Unreadable.FAIL));
        return options.text(RANGE)
                .map(text -> ranged(source, RangeChoice.parse(text).of(source.train())))
                .orElseGet(() -> DataSource.of(
                        source.format(), source.train(), source.test().map(images -> images)));
    }

    private static DataSource<Image> ranged(ImageSource source, ValueRange range) {
        DataSource<Image> ranged = DataSource.of(
                source.format() + ", values " + range,
                source.train().withRange(range),
                source.test().map(images -> images.withRange(range)));
        ValueCensus census = ValueCensus.of(source.train(), range, COUNTED);
        if (census.outside() == 0) {
            return ranged;
        }
        int images = Math.min(COUNTED, source.train().size());
        String message = census + " (counted in " + images + " image" + (images == 1 ? "" : "s") + ")";
        List<DataNote> notes = new ArrayList<>(ranged.notes());
        notes.addAll(DataNote.logged(List.of(new DataNote(DataNote.Kind.CLAMPED_VALUES, census.outside(), message))));
        return new DataSource<>(ranged.format(), ranged.train(), ranged.test(), notes);
    }

    private static Optional<ImageResize> resize(MethodOptions options) {
        Optional<String> size = options.text(SIZE);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (!size.get().matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("--size must be HEIGHTxWIDTH such as 64x64, got '" + size.get() + "'");
        }
        String[] parts = size.get().split("x");
        return Optional.of(ImageResize.centerCrop(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    @Override
    public ImageInput input(DataSource<Image> source, MethodOptions options) {
        return ImageInput.of(source.train());
    }

    @Override
    public Map<String, String> reading(EncoderInput<Image> input) {
        return input instanceof ImageInput image
                ? Map.of(
                        SIZE,
                        image.height() + "x" + image.width(),
                        COLOR,
                        ColorMode.of(image.channels()).name().toLowerCase(Locale.ROOT))
                : Map.of();
    }

    @Override
    public List<String> encoders() {
        return NamedImageEncoder.names();
    }

    @Override
    public List<String> encoders(ViewNeed need) {
        return need.shape() == ViewNeed.Shape.MULTI_CROP ? NamedImageEncoder.namesOfAnySize() : encoders();
    }

    @Override
    public Encoder<Image> encoder(String name, EncoderInput<Image> input, int width, long seed) {
        return NamedImageEncoder.named(name).create((ImageInput) input, width, seed);
    }

    @Override
    public Optional<String> remark(String encoder, EncoderInput<Image> input) {
        return NamedImageEncoder.named(encoder).remark((ImageInput) input);
    }

    @Override
    public ViewCatalog<Image> viewCatalog() {
        return ImageCatalog.INSTANCE;
    }

    @Override
    public List<ViewRecipe<Image>> recipes() {
        return Recipes.all();
    }

    @Override
    public ViewRecipe<Image> recipe(EncoderInput<Image> input) {
        return ((ImageInput) input).channels() == 1 ? Recipes.GRAY_SMALL : Recipes.SIMCLR_SMALL;
    }

    @Override
    public ViewRecipe<Image> recipe(ViewNeed need, EncoderInput<Image> input) {
        return Recipes.forMethod(need.recipe(), (ImageInput) input);
    }

    @Override
    public List<FeatureMap<Image>> floors(Dataset<Image> train, EncoderInput<Image> input, long seed) {
        return List.of(input instanceof ImageInput images ? new RawPixels(images) : new RawPixels());
    }

    @Override
    public BufferedImage picture(
            List<Image> samples, ViewGenerator<Image> views, EncoderInput<Image> input, int repeats, long seed) {
        return ViewGrid.of(views, (ImageInput) input).render(samples, repeats, CELL, RandomKey.of(seed));
    }
}
