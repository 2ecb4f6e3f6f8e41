package io.ssl4j.contrastive.moco;

import io.ssl4j.contrastive.loss.QueryKeyLoss;
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
 * MoCo v3: queries of an online encoder with a predictor, keys of its moving average without one, and the keys of the
 * batch as each other's negatives. Both views give queries and keys.
 *
 * <p>Chen, Xie, He 2021, arXiv:2104.02057, algorithm 1:
 *
 * <pre>{@code q1, q2 = online(view 1), online(view 2);  k1, k2 = target(view 1), target(view 2);
 * minimise 2t CE(q1 k2^T / t) + 2t CE(q2 k1^T / t) of unit vectors;  target = m target + (1 - m) online}</pre>
 *
 * @param <T> the sample type
 */
public final class MoCoV3<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "moco-v3";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("moco-v3");

    private static final String TITLE = "MoCo v3";
    private static final EncoderRoles ROLES = EncoderRoles.ofMain("query", "key");

    private final MoCoV3Config config;
    private final TargetBranch keyEncoder;
    private final QueryKeyLoss loss;

    /** @param parts the parts, with a branch of encoder, projector and predictor */
    MoCoV3(Parts<T> parts, MoCoV3Config config) {
        super(TITLE, parts, 2, config.sharedBatchStatistics(), config);
        this.config = config;
        this.keyEncoder = TargetBranch.of(parts.online().first(2));
        this.loss = new QueryKeyLoss(config.temperature());
    }

    /** Makes MoCo v3 with the views of BYOL for the encoder's kind of samples, as in the paper. */
    public static <T> MoCoV3<T> of(Encoder<T> encoder, MoCoV3Config config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes MoCo v3 with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with 2 copies per sample, with rows that
     *     the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> MoCoV3<T> of(Encoder<T> encoder, ViewGenerator<T> views, MoCoV3Config config) {
        Branch online = Branch.on(encoder)
                .with("projector", config.projector(), config.seed())
                .with("predictor", config.predictor(), config.seed());
        return new MoCoV3<>(Parts.of(TITLE, encoder, online, views, 2), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                4 * config.temperature() * Math.log(batchSize),
                "use a momentum of 0.99 or more, so that the keys change slowly, and a temperature of 0.1 to 1");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("each key is told apart from all others of its batch");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        Rows views = batch.rows(VIEWS);
        try (INDArray k = keyEncoder.forward(views, mode());
                INDArray ofOtherView = Embeddings.swapViews(k);
                BranchPass q = online().forward(views, mode())) {
            LossResult result = loss.evaluateStacked(q.output(), ofOtherView).scaled(2 * config.temperature(), 0);
            try (INDArray gradient = result.gradient()) {
                q.backward(gradient);
            }
            return StepResult.of(result, q.output());
        }
    }

    @Override
    public void afterUpdate(StepContext context) {
        keyEncoder.update(config.momentum().momentum(context.step(), context.length()));
    }

    /** The encoders. The main one is the "query" encoder, as in the reference code; its average is the "key". */
    @Override
    public Map<String, Encoder<?>> encoders() {
        return ROLES.encoders(super.encoders(), keyEncoder);
    }

    @Override
    public MethodState state() {
        return keyEncoder.addTo(MethodState.empty());
    }

    /** The key encoder, for tests. */
    TargetBranch keyEncoder() {
        return keyEncoder;
    }
}
