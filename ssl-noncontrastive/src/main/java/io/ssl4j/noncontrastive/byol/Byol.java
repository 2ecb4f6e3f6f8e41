package io.ssl4j.noncontrastive.byol;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.EncoderRoles;
import io.ssl4j.core.joint.JointEmbeddingMethod;
import io.ssl4j.core.joint.TargetBranch;
import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * BYOL: an online network of encoder, projector and predictor predicts, from one view, the output of a target network
 * for the other view. The target is the moving average of the online encoder and projector. Each view plays both roles.
 *
 * <p>Grill et al. 2020, arXiv:2006.07733, section 3.1:
 *
 * <pre>{@code p1, p2 = online(view 1), online(view 2);  t1, t2 = target(view 1), target(view 2);
 * minimise |p1 - t2|^2 + |p2 - t1|^2 of unit vectors;  target = m target + (1 - m) online}</pre>
 *
 * @param <T> the sample type
 */
public final class Byol<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "byol";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("byol");

    private static final String TITLE = "BYOL";
    private static final EncoderRoles ROLES = EncoderRoles.ofMain("online", "target");

    private final ByolConfig config;
    private final TargetBranch target;

    /** @param parts the parts, with a branch of encoder, projector and, unless the configuration has none, predictor */
    Byol(Parts<T> parts, ByolConfig config) {
        super(TITLE, parts, 2, config.sharedBatchStatistics(), config);
        this.config = config;
        this.target = TargetBranch.of(parts.online().first(2));
    }

    /** Makes BYOL with the modality's views for it; for images, those of the paper. */
    public static <T> Byol<T> of(Encoder<T> encoder, ByolConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes BYOL with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with 2 copies per sample, with rows that
     *     the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> Byol<T> of(Encoder<T> encoder, ViewGenerator<T> views, ByolConfig config) {
        Branch projected = Branch.on(encoder).with("projector", config.projector(), config.seed());
        Branch online = config.predictor()
                .map(predictor -> projected.with("predictor", predictor, config.seed()))
                .orElse(projected);
        return new Byol<>(Parts.of(TITLE, encoder, online, views, 2), config);
    }

    /** The target: the moving average of encoder and projector. */
    TargetBranch target() {
        return target;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                config.predictor().isPresent()
                        ? "use a momentum of 0.99 or more, and batch norm in projector and predictor"
                        : "give the method its predictor: without it the target is the easiest thing to predict when all"
                                + " embeddings are alike");
    }

    /** Samples are independent; the trainer itself accounts for batch norm. */
    @Override
    public Optional<String> batchDependence() {
        return Optional.empty();
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        Rows views = batch.rows(VIEWS);
        try (INDArray targets = target.forward(views, mode());
                INDArray ofOtherView = Embeddings.swapViews(targets);
                BranchPass p = online().forward(views, mode())) {
            // The mean over all 2N rows is half the sum of the two directions.
            LossResult result = ByolLoss.evaluate(p.output(), ofOtherView).scaled(2, 0);
            try (INDArray gradient = result.gradient()) {
                p.backward(gradient);
            }
            return StepResult.of(result, p.output());
        }
    }

    @Override
    public void afterUpdate(StepContext context) {
        target.update(config.momentum().momentum(context.step(), context.length()));
    }

    /** The encoders. The main one is the "online" encoder, as in the reference code; its average is the "target". */
    @Override
    public Map<String, Encoder<?>> encoders() {
        return ROLES.encoders(super.encoders(), target);
    }

    @Override
    public MethodState state() {
        return target.addTo(MethodState.empty());
    }
}
