package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * SimSiam: one network sees all views; from each view, a predictor predicts the projection of the other, which is
 * treated as a constant. No negatives and no target network. With more than two views the target is the mean projection
 * of the others: FastSiam.
 *
 * <p>Chen and He 2020, arXiv:2011.10566, algorithm 1:
 *
 * <pre>{@code z1, z2 = f(view 1), f(view 2);  p1, p2 = h(z1), h(z2);
 * minimise D(p1, stop(z2)) / 2 + D(p2, stop(z1)) / 2,  D = -cos}</pre>
 *
 * @param <T> the sample type
 */
public final class SimSiam<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "simsiam";
    static final String FAST_NAME = "fastsiam";

    private static final String TITLE = "SimSiam";
    private static final int PROJECTOR = 1;

    private final SimSiamConfig config;

    /** @param parts the parts, with a branch of encoder, projector and predictor */
    SimSiam(Parts<T> parts, SimSiamConfig config) {
        super(TITLE, parts, config.views(), config.sharedBatchStatistics(), config);
        this.config = config;
    }

    /**
     * Makes SimSiam with the modality's views for it, as many as the configuration says; for images, those of the
     * paper.
     */
    public static <T> SimSiam<T> of(Encoder<T> encoder, SimSiamConfig config) {
        return of(encoder, Modalities.views(encoder, viewsNeeded(config)), config);
    }

    /**
     * Makes SimSiam with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with as many copies per sample as the
     *     configuration says, with rows that the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> SimSiam<T> of(Encoder<T> encoder, ViewGenerator<T> views, SimSiamConfig config) {
        Branch online = Branch.on(encoder)
                .with("projector", config.projector(), config.seed())
                .with("predictor", config.predictor(), config.seed());
        return new SimSiam<>(Parts.of(TITLE, encoder, online, views, config.views()), config);
    }

    /** Returns as many views as the configuration says. */
    static ViewNeed viewsNeeded(SimSiamConfig config) {
        return ViewNeed.copies("simsiam", config.views());
    }

    @Override
    public String name() {
        return config.views() == 2 ? NAME : FAST_NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                config.stopGradient()
                        ? "use batch norm in projector and predictor, and let the predictor keep the base learning rate"
                        : "stop the gradient at the targets: with it, nothing keeps both sides from becoming one vector");
    }

    /** Samples are independent; the trainer itself accounts for batch norm. */
    @Override
    public Optional<String> batchDependence() {
        return Optional.empty();
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (BranchPass p = online().forward(batch.rows(VIEWS), mode());
                INDArray targets = OtherViews.mean(p.output(PROJECTOR), config.views())) {
            LossResult result = NegativeCosine.evaluate(p.output(), targets);
            try (INDArray gradient = result.gradient()) {
                backward(p, targets, gradient);
            }
            return StepResult.of(result, p.output(PROJECTOR));
        }
    }

    private void backward(BranchPass p, INDArray targets, INDArray gradient) {
        if (config.stopGradient()) {
            p.backward(gradient);
            return;
        }
        // The cosine is symmetric.
        try (INDArray atTargets = NegativeCosine.evaluate(targets, p.output()).gradient();
                INDArray atProjections = OtherViews.mean(atTargets, config.views())) {
            p.backward(gradient, PROJECTOR, atProjections);
        }
    }

    /** Encoder, projector and predictor; the predictor has its own learning rate schedule if configured. */
    @Override
    public List<ParameterGroup> parameterGroups() {
        List<ParameterGroup> groups = new ArrayList<>(super.parameterGroups());
        if (config.constantPredictorRate()) {
            int predictor = groups.size() - 1;
            groups.set(predictor, groups.get(predictor).withConstantLearningRate());
        }
        return groups;
    }
}
