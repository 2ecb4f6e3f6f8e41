package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewLayouts;
import io.ssl4j.core.data.Image;
import io.ssl4j.core.loss.LossResult;
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
 * Barlow Twins: two random views of each sample through one encoder and a wide projector; the cross-correlation of the two
 * outputs over the batch shall be the identity.
 *
 * <p>Zbontar, Jing, Misra, LeCun, Deny 2021, arXiv:2103.03230, algorithm 1.
 *
 * @param <T> the sample type
 */
public final class BarlowTwins<T> implements SslMethod<T> {

    /** The view that a step reads: two copies per sample. */
    public static final String VIEWS = "views";

    static final String NAME = "barlow-twins";

    private final Network encoder;
    private final Network projector;
    private final ViewGenerator<T> views;
    private final BarlowTwinsLoss loss;
    private final PassMode mode;
    private final String settings;
    private final Map<String, Encoder> encoders;

    BarlowTwins(
            Network encoder,
            Network projector,
            ViewGenerator<T> views,
            BarlowTwinsConfig config,
            Map<String, Encoder> encoders) {
        ViewLayouts.require(views, VIEWS, 2, "Barlow Twins");
        this.encoder = encoder;
        this.projector = projector;
        this.views = views;
        this.loss = new BarlowTwinsLoss(config.lambda());
        this.mode = config.sharedBatchStatistics() ? PassMode.JOINT : PassMode.perView(2);
        this.settings = config.toString();
        this.encoders = encoders;
    }

    /**
     * Barlow Twins on images with the paper's views ({@link Recipes#BARLOW_TWINS}), without their colour operations if the
     * images are not RGB.
     */
    public static BarlowTwins<Image> of(Encoder encoder, BarlowTwinsConfig config) {
        return of(
                encoder,
                Recipes.BARLOW_TWINS.forChannels(encoder.input().channels()).views(encoder.input()),
                config);
    }

    /**
     * Barlow Twins on any views.
     *
     * @param encoder what is trained
     * @param views makes a view {@value #VIEWS} with 2 copies per sample, in rows that the encoder takes
     * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
     */
    public static <T> BarlowTwins<T> of(Encoder encoder, ViewGenerator<T> views, BarlowTwinsConfig config) {
        ViewLayouts.requireRows(
                ViewLayouts.require(views, VIEWS, 2, "Barlow Twins"),
                encoder.input().rowShape(),
                "Barlow Twins");
        Network projector = config.projector()
                .on(encoder.representationSize(), "projector")
                .build(config.seed(), encoder.network().parameters().values().dataType());
        return new BarlowTwins<>(encoder.network(), projector, views, config, Map.of("encoder", encoder));
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
        return Optional.of("outputs are correlated over the batch");
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
