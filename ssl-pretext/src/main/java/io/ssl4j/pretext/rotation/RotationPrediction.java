package io.ssl4j.pretext.rotation;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewLayouts;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SoftmaxCrossEntropy;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.vision.augment.ImageAugmentation;
import io.ssl4j.core.vision.augment.ImageCatalog;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rotation prediction: each image is shown in all four right-angle rotations, and a classifier on the encoder predicts
 * the rotation. Chance is a loss of ln 4 = 1.386 and an accuracy of 0.25.
 *
 * <p>Gidaris, Singh, Komodakis 2018, arXiv:1803.07728, equations 2 and 3. All four rotations of an image are in the
 * same batch (section 3.1 of the paper), so a batch of N images has 4N rows, and batch norm sees them together.
 *
 * @param <T> the sample type
 */
public final class RotationPrediction<T> implements SslMethod<T> {

    /** The name of the term with the fraction of rows whose rotation was recognised, in 0..1. */
    public static final String ACCURACY = "pretextAccuracy";

    static final String NAME = "rotation";

    /** The view that is rotated. */
    static final ViewNeed VIEW = ViewNeed.copies(NAME, 1);

    private final Network encoder;
    private final Network head;
    private final ViewGenerator<T> views;
    private final SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    private final Map<String, Encoder<?>> encoders;
    private final RotationPredictionConfig config;

    RotationPrediction(
            Network encoder,
            Network head,
            ViewGenerator<T> views,
            Map<String, Encoder<?>> encoders,
            RotationPredictionConfig config) {
        ViewLayouts.require(views, RotatedViews.ROTATED, RotatedViews.ROTATIONS, "rotation prediction");
        this.encoder = encoder;
        this.head = head;
        this.views = views;
        this.encoders = encoders;
        this.config = config;
    }

    /**
     * Makes rotation prediction with the paper's augmentation for CIFAR-10: {@link Recipes#ROTATION}, a padded crop and
     * a flip.
     *
     * @throws IllegalArgumentException if the encoder's input is not square
     */
    public static RotationPrediction<Image> of(Encoder<Image> encoder, RotationPredictionConfig config) {
        return of(encoder, augmentation(Recipes.ROTATION, ImageInput.of(encoder)), config);
    }

    /**
     * Makes rotation prediction after any augmentation.
     *
     * @param encoder the encoder to train; its input must be square
     * @param augmentation makes the view that is rotated, at the input's size
     * @throws IllegalArgumentException if the input is not square or the augmentation does not fit it
     */
    public static RotationPrediction<Image> of(
            Encoder<Image> encoder, ImageAugmentation augmentation, RotationPredictionConfig config) {
        Network head = HeadShape.of(RotatedViews.ROTATIONS)
                .withHidden(config.headHidden())
                .on(encoder.representationSize(), "head")
                .build(config.seed(), encoder.network().parameters().values().dataType());
        return new RotationPrediction<>(
                encoder.network(),
                head,
                RotatedViews.of(ImageInput.of(encoder), augmentation),
                Map.of("encoder", encoder),
                config);
    }

    /** Returns the first view of a recipe as an augmentation for an input. */
    static ImageAugmentation augmentation(ViewRecipe<Image> recipe, ImageInput input) {
        return ImageCatalog.pipeline(recipe.groups().get(0).copies().get(0), input.height(), input.width());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String settings() {
        return config.toString();
    }

    @Override
    public ViewGenerator<T> views() {
        return views;
    }

    /** One image is enough, since it has four rows. */
    @Override
    public int minimumBatchSize() {
        return 1;
    }

    /** Empty: the loss is a mean of cross-entropies of single rows. */
    @Override
    public Optional<String> batchDependence() {
        return Optional.empty();
    }

    /** Equal logits give each rotation a probability of 1/4. */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                Math.log(RotatedViews.ROTATIONS),
                "train on images that have an upper side: what looks the same when it is turned teaches nothing here; if"
                        + " they have one, begin with another learning rate");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (Pass h = encoder.forward(batch.view(RotatedViews.ROTATED));
                Pass logits = head.forward(h.output())) {
            LossResult result = loss.evaluate(logits.output(), rotations(batch.size()));
            try (INDArray gradient = result.gradient()) {
                h.backward(logits.backward(gradient));
            }
            return new StepResult(
                    result.value(), Map.of(ACCURACY, result.terms().get(SoftmaxCrossEntropy.ACCURACY)));
        }
    }

    /** Returns the quarter turns of each row: rows of copy k are rotated k times. */
    private static int[] rotations(int batchSize) {
        int[] targets = new int[RotatedViews.ROTATIONS * batchSize];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = row / batchSize;
        }
        return targets;
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(encoder), ParameterGroup.of(head));
    }

    @Override
    public Map<String, Encoder<?>> encoders() {
        return encoders;
    }
}
