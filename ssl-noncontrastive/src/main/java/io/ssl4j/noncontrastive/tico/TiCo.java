package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
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
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TiCo: an online branch brings its view of each sample close to a moving average's view of it, and keeps away from the
 * directions in which embeddings have lain of late: their average covariance stands for the negatives of earlier batches.
 *
 * <p>Zhu et al. 2022, arXiv:2206.10698. A step adds the batch to the covariance before it takes the loss; the target follows
 * after the update.
 *
 * @param <T> the sample type
 */
public final class TiCo<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "tico";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("byol");

    private static final String TITLE = "TiCo";
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

    /** TiCo with the modality's views for BYOL. */
    public static <T> TiCo<T> of(Encoder<T> encoder, TiCoConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * TiCo on any views.
     *
     * @param encoder what is trained
     * @param views makes a view {@value JointEmbeddingMethod#VIEWS} with 2 copies per sample, in rows that the encoder takes
     * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
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
     * rho, once the average has forgotten what was before. From a rho of 4 on no spread embeddings have this loss: with the
     * invariance at its worst, 2, the covariance term would still be {@code 1 - 2 / rho}, half or more of its value at
     * collapse.
     */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy = "raise rho: the covariance term alone keeps the outputs from collapsing";
        return config.rho() >= LEAST_TELLING_RHO && config.beta() < 1
                ? CollapseHints.of(config.rho(), remedy)
                : CollapseHints.of(remedy);
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("the covariance of the embeddings is taken over the batch");
    }

    /** Views that change places are normalised apart; else each is a pass of its own. */
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

    @Override
    public MethodState state() {
        return covariance.addTo(target.addTo(MethodState.empty()));
    }
}
