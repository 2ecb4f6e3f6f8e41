package io.ssl4j.contrastive.simclr;

import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.augment.ViewRecipe;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewLayouts;
import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.train.SslMethod;
import io.ssl4j.core.train.StepContext;
import io.ssl4j.core.train.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * SimCLR: two random views of each sample, an encoder f, a projector g, and a loss that finds the other view of the same
 * sample among the views of all samples of the batch.
 *
 * <p>Chen, Kornblith, Norouzi, Hinton 2020, arXiv:2002.05709, algorithm 1.
 *
 * <pre>{@code
 * SimClr<Image> method = SimClr.of(encoder, SimClrConfig.defaults().withTemperature(0.2));
 * }</pre>
 *
 * @param <T> the sample type
 */
public final class SimClr<T> implements SslMethod<T> {

    /** The view that a step reads: two copies per sample. */
    public static final String VIEWS = "views";

    static final String NAME = "simclr";

    private final Network encoder;
    private final Network projector;
    private final ViewGenerator<T> views;
    private final TwoViewLoss loss;
    private final PassMode mode;
    private final String settings;
    private final Map<String, Encoder> encoders;

    SimClr(
            Network encoder,
            Network projector,
            ViewGenerator<T> views,
            SimClrConfig config,
            Map<String, Encoder> encoders) {
        ViewLayouts.require(views, VIEWS, 2, "SimCLR");
        this.encoder = encoder;
        this.projector = projector;
        this.views = views;
        this.loss = config.objective().loss(config.temperature());
        this.mode = config.sharedBatchStatistics() ? PassMode.JOINT : PassMode.perView(2);
        this.settings = config.toString();
        this.encoders = encoders;
    }

    /**
     * SimCLR on images with the paper's views: {@link #recipe}, without its colour operations if the images are not RGB.
     */
    public static SimClr<Image> of(Encoder encoder, SimClrConfig config) {
        ImageInput input = encoder.input();
        return of(encoder, recipe(input).forChannels(input.channels()).views(input), config);
    }

    /**
     * SimCLR on any views.
     *
     * @param encoder what is trained
     * @param views makes a view {@value #VIEWS} with 2 copies per sample, in rows that the encoder takes
     * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
     */
    public static <T> SimClr<T> of(Encoder encoder, ViewGenerator<T> views, SimClrConfig config) {
        ViewLayouts.requireRows(
                ViewLayouts.require(views, VIEWS, 2, "SimCLR"), encoder.input().rowShape(), "SimCLR");
        Network projector = config.projector()
                .on(encoder.representationSize(), "projector")
                .build(config.seed(), encoder.network().parameters().values().dataType());
        return new SimClr<>(encoder.network(), projector, views, config, Map.of("encoder", encoder));
    }

    /** The paper's views for an input: those of appendix B.9 (no blur) up to 64 pixels, of appendix A above. */
    public static ViewRecipe recipe(ImageInput input) {
        return Math.max(input.height(), input.width()) <= 64 ? Recipes.SIMCLR_SMALL : Recipes.SIMCLR;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public ViewGenerator<T> views() {
        return views;
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("each view is told apart from all others of its batch");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (Pass h = encoder.forward(batch.view(VIEWS), mode);
                Pass z = projector.forward(h.output(), mode)) {
            LossResult result = loss.evaluateStacked(z.output());
            try (INDArray gradient = result.gradient()) {
                h.backward(z.backward(gradient));
            }
            return new StepResult(result.value(), result.terms());
        }
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(encoder), ParameterGroup.of(projector));
    }

    @Override
    public Map<String, Encoder> encoders() {
        return encoders;
    }
}
