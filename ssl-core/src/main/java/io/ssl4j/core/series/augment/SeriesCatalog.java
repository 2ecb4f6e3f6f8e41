package io.ssl4j.core.series.augment;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.recipe.Arguments;
import io.ssl4j.core.recipe.OperationType;
import io.ssl4j.core.recipe.Parameter;
import io.ssl4j.core.recipe.RecipeStep;
import io.ssl4j.core.recipe.ViewCatalog;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.List;

/** The operations of series recipes: crop, amplitude, time, masks. Deviations are those of normalised values. */
public final class SeriesCatalog extends ViewCatalog<Series> {

    /** The only one. */
    public static final SeriesCatalog INSTANCE = new SeriesCatalog();

    private static final String YES = "yes";

    private static final List<OperationType<SeriesOperation>> OPERATIONS = List.of(
            OperationType.opening(
                    "crop",
                    "a random part of the time, resized to the row",
                    values -> new CropAndResize(
                            values.low("scale"),
                            values.high("scale"),
                            !values.text("resize").equals(YES)),
                    Parameter.range("scale", "0.5..1", "fraction of the time"),
                    Parameter.choice("resize", YES, List.of(YES, "no"), "no keeps the time's scale, in masked rows"),
                    Parameter.probability(1)),
            OperationType.of(
                    "scale",
                    "multiplies each channel by a random factor",
                    values -> new Scaling(values.number("mean"), values.number("deviation")),
                    Parameter.number("deviation", 0.1, "of the factor"),
                    Parameter.number("mean", 1, "of the factor"),
                    Parameter.probability(1)),
            OperationType.of(
                    "jitter",
                    "adds noise",
                    values -> new Jitter(
                            values.number("deviation"), values.text("of").equals("channel")),
                    Parameter.number("deviation", 0.1, "of the noise"),
                    Parameter.choice(
                            "of",
                            "value",
                            List.of("value", "channel"),
                            "channel: in units of each channel's deviation"),
                    Parameter.probability(1)),
            OperationType.of(
                    "magnitude-warp",
                    "multiplies each channel by a smooth random curve",
                    values -> new MagnitudeWarp(values.number("deviation"), values.count("knots")),
                    Parameter.number("deviation", 0.2, "of the curve around 1"),
                    Parameter.count("knots", 4, "points between the ends"),
                    Parameter.probability(1)),
            OperationType.of(
                    "time-warp",
                    "runs through the time at a smoothly changing speed",
                    values -> new TimeWarp(values.number("deviation"), values.count("knots")),
                    Parameter.number("deviation", 0.2, "of the speed around 1"),
                    Parameter.count("knots", 4, "points between the ends"),
                    Parameter.probability(1)),
            OperationType.of(
                    "permute",
                    "cuts the time into segments and reorders them",
                    values -> new SegmentPermutation(values.count("segments")),
                    Parameter.count("segments", 5, "at most"),
                    Parameter.probability(1)),
            flip("time-flip", "reverses the time; not where direction matters, as in an ECG", SeriesFlip.TIME),
            flip("sign-flip", "swaps positive and negative", SeriesFlip.SIGN),
            OperationType.of(
                    "time-mask",
                    "sets spans of time to zero",
                    values -> new TimeMask(values.count("spans"), values.number("share")),
                    Parameter.number("share", 0.2, "largest fraction of the time that a span covers"),
                    Parameter.count("spans", 1, "how many"),
                    Parameter.probability(1)),
            masked("step-mask", "sets single steps to zero", 0.5, StepMask::new),
            masked("channel-mask", "sets whole channels to zero", 0.2, ChannelMask::new),
            masked("frequency-mask", "removes frequencies", 0.1, FrequencyMask::new));

    private SeriesCatalog() {}

    private static OperationType<SeriesOperation> flip(String name, String description, SeriesFlip flip) {
        return OperationType.of(name, description, values -> flip, Parameter.probability(0.5));
    }

    private interface ShareOperation {
        SeriesOperation of(double share);
    }

    private static OperationType<SeriesOperation> masked(
            String name, String description, double share, ShareOperation make) {
        return OperationType.of(
                name,
                description,
                values -> make.of(values.number("share")),
                Parameter.number("share", share, "probability of each"),
                Parameter.probability(1));
    }

    @Override
    public String samples() {
        return "series";
    }

    @Override
    public List<OperationType<SeriesOperation>> operations() {
        return OPERATIONS;
    }

    @Override
    public ViewGenerator<Series> views(ViewRecipe<Series> recipe, EncoderInput<Series> input) {
        SeriesViews.Builder views = SeriesViews.builder((SeriesInput) input);
        for (ViewRecipe.Group group : recipe.groups()) {
            views.view(
                    group.view(),
                    group.size(),
                    group.copies().stream().map(SeriesCatalog::pipeline).toList());
        }
        return views.build();
    }

    /** Makes the pipeline of one view. */
    public static SeriesAugmentation pipeline(List<RecipeStep> steps) {
        SeriesAugmentation pipeline = SeriesAugmentation.none();
        for (RecipeStep step : steps) {
            Arguments values = step.arguments();
            if (values.probability() > 0) {
                pipeline = pipeline.then(values.probability(), make(OPERATIONS, step));
            }
        }
        return pipeline;
    }
}
