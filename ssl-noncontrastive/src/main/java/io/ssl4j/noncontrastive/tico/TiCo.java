package io.ssl4j.noncontrastive.tico;

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
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TiCo: an online branch pulls its embedding of each sample to that of a moving average of the branch, and away from
 * the directions of recent embeddings, whose average covariance plays the role of negatives from earlier batches.
 *
 * <p>Zhu et al. 2022, arXiv:2206.10698. A step adds the batch to the covariance before it computes the loss; the target
 * is updated after the step.
 *
 * @param <T> the sample type
 */
public final class TiCo<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "tico";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("byol");

    private static final String TITLE = "TiCo";
    private static final EncoderRoles ROLES = EncoderRoles.ofMain("online", "target");
    private static final double LEAST_TELLING_RHO = 4;

    private final TiCoConfig config;
    private final TiCoLoss loss;
    private final CovarianceAverage covariance;
    private final TargetBranch target;

    TiCo(Parts<T> parts, TiCoConfig config) {
        super(TITLE, parts, 2, false, config);
        Branch online = parts.online();
        this.config = config;
        this.loss = new TiCoLoss(config.rho());
        this.covariance = new CovarianceAverage(
                config.beta(),
                online.requireWidth(),
                online.networks().get(0).parameters().values().dataType());
        this.target = TargetBranch.of(online);
    }

    /** Makes TiCo with the modality's views for BYOL. */
    public static <T> TiCo<T> of(Encoder<T> encoder, TiCoConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes TiCo with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with 2 copies per sample, with rows that
     *     the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> TiCo<T> of(Encoder<T> encoder, ViewGenerator<T> views, TiCoConfig config) {
        Branch online = Branch.on(encoder).with("projector", config.projector(), config.seed());
        return new TiCo<>(Parts.of(TITLE, encoder, online, views, 2), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The loss at collapse is rho, once the average has forgotten earlier embeddings. From rho = 4, embeddings that are
     * spread out cannot have this loss: even with the worst invariance, 2, the covariance term would have to be {@code
     * 1 - 2 / rho}, at least half of its value at collapse.
     */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy = "raise rho: only the covariance term keeps the outputs from collapsing";
        return config.rho() >= LEAST_TELLING_RHO && config.beta() < 1
                ? CollapseHints.of(config.rho(), remedy)
                : CollapseHints.of(remedy);
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("the covariance of the embeddings is taken over the batch");
    }

    /** If symmetric, the two views of a pass are normalised separately; otherwise each view has its own pass. */
    @Override
    public int statisticGroups() {
        return config.symmetric() ? mode().statisticGroups() : 1;
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        Rows views = batch.rows(VIEWS);
        if (config.symmetric()) {
            try (INDArray ofViews = target.forward(views, mode());
                    INDArray targets = Embeddings.swapViews(ofViews)) {
                return step(views, mode(), targets);
            }
        }
        Rows first = views.interval(0, batch.size());
        Rows second = views.interval(batch.size(), views.size());
        try (INDArray targets = target.forward(second, PassMode.JOINT)) {
            return step(first, PassMode.JOINT, targets);
        }
    }

    private StepResult step(Rows views, PassMode mode, INDArray targets) {
        try (BranchPass z = online().forward(views, mode)) {
            covariance.update(z.output());
            LossResult result = loss.evaluate(z.output(), targets, covariance.values());
            try (INDArray gradient = result.gradient(0);
                    INDArray ofTarget = result.gradient(1)) {
                z.backward(gradient);
            }
            return StepResult.of(result, z.output());
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
        return covariance.addTo(target.addTo(MethodState.empty()));
    }
}
