package io.ssl4j.core.vision.augment;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.recipe.Arguments;
import io.ssl4j.core.recipe.OperationType;
import io.ssl4j.core.recipe.Parameter;
import io.ssl4j.core.recipe.RecipeStep;
import io.ssl4j.core.recipe.ViewCatalog;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.vision.image.Framing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Resize;
import java.util.List;
import java.util.function.Function;

/** The operations of image recipes, in the order of most papers: crop, flips, colour, blur. */
public final class ImageCatalog extends ViewCatalog<Image> {

    /** The only one. */
    public static final ImageCatalog INSTANCE = new ImageCatalog();

    /** Adds an operation to the pipeline of a view of a size. */
    @FunctionalInterface
    interface Stage {
        void addTo(ImageAugmentation.Builder pipeline, double probability, int height, int width);
    }

    private static final List<OperationType<Stage>> OPERATIONS = List.of(
            OperationType.opening(
                    "crop",
                    "a random part of the image, resized to the view",
                    framing((values, height, width) -> new RandomResizedCrop(
                            height,
                            width,
                            values.low("scale"),
                            values.high("scale"),
                            values.low("ratio"),
                            values.high("ratio"))),
                    Parameter.range("scale", "0.08..1", "fraction of the area"),
                    Parameter.range("ratio", "3/4..4/3", "width / height")),
            OperationType.opening(
                    "pad-crop",
                    "a random window of the image padded with black, without resizing",
                    framing((values, height, width) -> new RandomPaddedCrop(height, width, values.count("padding"))),
                    Parameter.count("padding", 4, "pixels on each side")),
            operation(
                    "flip",
                    "swaps left and right; not for digits and other signs",
                    values -> Flip.HORIZONTAL,
                    Parameter.probability(0.5)),
            operation(
                    "vertical-flip",
                    "swaps top and bottom, for tiles, cells and views from above",
                    values -> Flip.VERTICAL,
                    Parameter.probability(0.5)),
            operation(
                    "turn",
                    "turns square images by 0 to 3 right angles at random",
                    values -> RightAngleRotation.random(),
                    Parameter.probability(1)),
            operation(
                    "affine",
                    "rotates, shifts and scales by small random amounts",
                    values -> new RandomAffine(
                            values.number("degrees"),
                            values.number("shift"),
                            values.low("scale"),
                            values.high("scale"),
                            0),
                    Parameter.number("degrees", 10, "largest rotation to either side"),
                    Parameter.number("shift", 0, "largest shift as a part of height and width"),
                    Parameter.range("scale", "1..1", "enlargement"),
                    Parameter.probability(1)),
            operation(
                    "jitter",
                    "changes brightness, contrast, saturation and hue in random order; hue only of RGB",
                    values -> ColorJitter.of(
                            values.number("brightness"),
                            values.number("contrast"),
                            values.number("saturation"),
                            values.number("hue")),
                    Parameter.number("brightness", 0.4, "strength"),
                    Parameter.number("contrast", 0.4, "strength"),
                    Parameter.number("saturation", 0, "strength"),
                    Parameter.number("hue", 0, "largest shift as a part of the colour circle"),
                    Parameter.probability(0.8)),
            operation(
                    "gamma",
                    "changes the tone curve",
                    values -> new GammaJitter(values.number("strength")),
                    Parameter.number("strength", 0.5, "largest logarithm of the exponent"),
                    Parameter.probability(1)),
            operation("gray", "drops the colour", values -> Grayscale.LUMA, Parameter.probability(0.2)),
            operation(
                    "blur",
                    "blurs with a Gaussian, cut off at a kernel of a tenth of the picture",
                    values -> new GaussianBlur(
                            values.low("sigma"),
                            values.high("sigma"),
                            BlurKernel.ofRadiusOrTenth(values.count("radius"))),
                    Parameter.probability(0.5),
                    Parameter.range("sigma", "0.1..2", "deviation in pixels"),
                    Parameter.count("radius", 0, "pixels of the kernel on each side of the centre, 0 for a tenth")),
            operation(
                    "full-blur",
                    "blurs with a whole Gaussian, whatever the size of the picture",
                    values -> new GaussianBlur(values.low("sigma"), values.high("sigma"), BlurKernel.full()),
                    Parameter.probability(0.5),
                    Parameter.range("sigma", "0.1..2", "deviation in pixels")),
            operation(
                    "solarize",
                    "inverts samples at or above a threshold",
                    values -> new Solarize((float) values.number("threshold")),
                    Parameter.probability(0.2),
                    Parameter.number("threshold", 0.5, "of samples in 0..1")),
            operation(
                    "erase",
                    "fills a random rectangle",
                    values -> new RandomErasing(
                            values.low("scale"),
                            values.high("scale"),
                            values.low("ratio"),
                            values.high("ratio"),
                            (float) values.number("value")),
                    Parameter.probability(0.5),
                    Parameter.range("scale", "0.02..0.33", "fraction of the area"),
                    Parameter.range("ratio", "0.3..3.3", "height / width"),
                    Parameter.number("value", 0, "what it is filled with, in 0..1")),
            operation(
                    "channel-drop",
                    "sets a random channel to zero",
                    values -> ChannelDrop.toZero(),
                    Parameter.probability(0.5)));

    private ImageCatalog() {}

    private interface SizedFraming {
        Framing of(Arguments values, int height, int width);
    }

    /** Makes the framing once for a single pixel, so that wrong values are found at once. */
    private static Function<Arguments, Stage> framing(SizedFraming make) {
        return values -> {
            make.of(values, 1, 1);
            return (pipeline, probability, height, width) -> pipeline.crop(make.of(values, height, width));
        };
    }

    private static OperationType<Stage> operation(
            String name, String description, Function<Arguments, ImageOperation> make, Parameter... parameters) {
        Function<Arguments, Stage> stage = values -> {
            ImageOperation operation = make.apply(values);
            return (pipeline, probability, height, width) -> pipeline.add(probability, operation);
        };
        return OperationType.of(name, description, stage, parameters);
    }

    @Override
    public String samples() {
        return "images";
    }

    @Override
    public List<OperationType<Stage>> operations() {
        return OPERATIONS;
    }

    @Override
    public ViewGenerator<Image> views(ViewRecipe<Image> recipe, EncoderInput<Image> encoderInput) {
        ImageInput input = (ImageInput) encoderInput;
        ImageViews.Builder views = ImageViews.builder(input);
        for (ViewRecipe.Group group : recipe.groups()) {
            int height = Math.max(1, (int) Math.rint(group.size() * input.height()));
            int width = Math.max(1, (int) Math.rint(group.size() * input.width()));
            views.view(
                    group.view(),
                    height,
                    width,
                    group.copies().stream()
                            .map(steps -> pipeline(steps, height, width))
                            .toList());
        }
        return views.build();
    }

    /** Makes the pipeline of a view from text: "crop(0.2..1), flip(0.5)". */
    public static ImageAugmentation pipeline(String steps, int height, int width) {
        return pipeline(INSTANCE.steps(steps), height, width);
    }

    /** Makes the pipeline of one view; without an opening operation it shows the whole image, resized. */
    public static ImageAugmentation pipeline(List<RecipeStep> steps, int height, int width) {
        ImageAugmentation.Builder pipeline = ImageAugmentation.builder().crop(Resize.stretch(height, width));
        for (RecipeStep step : steps) {
            double probability = step.arguments().probability();
            if (probability > 0) {
                make(OPERATIONS, step).addTo(pipeline, probability, height, width);
            }
        }
        return pipeline.build();
    }

    /** With 3 channels nothing changes; otherwise hue, saturation and grayscale are left out. */
    @Override
    public ViewRecipe<Image> adapted(ViewRecipe<Image> recipe, EncoderInput<Image> input) {
        return ((ImageInput) input).channels() == 3
                ? recipe
                : recipe.map(steps -> steps.stream()
                        .filter(step -> !step.operation().equals("gray"))
                        .map(step -> step.operation().equals("jitter") ? withoutColor(step) : step)
                        .toList());
    }

    private static RecipeStep withoutColor(RecipeStep jitter) {
        return jitter.with("saturation", "0").with("hue", "0");
    }
}
