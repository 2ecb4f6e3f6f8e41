package io.ssl4j.contrastive.nnclr;

import io.ssl4j.contrastive.loss.QueryKeyLoss;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.FeatureQueue;
import io.ssl4j.core.joint.JointEmbeddingMethod;
import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * NNCLR: a view's projection is replaced by its nearest neighbour among the projections of past batches, which must
 * identify the prediction of the other view among those of other samples. Positives are therefore more than two views
 * of one sample.
 *
 * <p>Dwibedi, Aytar, Tompson, Sermanet, Zisserman 2021, arXiv:2104.14548, section 3.2:
 *
 * <pre>{@code z, p = projections, predictions;  NN(z) = nearest support row
 * minimise ( CE(NN(z1) p2^T / t) + CE(NN(z2) p1^T / t) ) / 2 of unit vectors;  support = support + z1 - oldest}</pre>
 *
 * Neighbours and support set get no gradient.
 *
 * @param <T> the sample type
 */
public final class NnClr<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "nnclr";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("simclr");

    private static final String TITLE = "NNCLR";
    private static final int PROJECTOR = 1;

    private final FeatureQueue support;
    private final QueryKeyLoss loss;

    /** @param parts the parts, with a branch of encoder, projector and predictor */
    NnClr(Parts<T> parts, NnClrConfig config) {
        super(TITLE, parts, 2, config.sharedBatchStatistics(), config);
        this.support = FeatureQueue.random(
                "support",
                config.supportSize(),
                config.projector().outputs(),
                parts.online().networks().get(0).parameters().values().dataType(),
                config.seed());
        this.loss = new QueryKeyLoss(config.temperature());
    }

    /** Makes NNCLR with the views of SimCLR for the encoder's kind of samples. */
    public static <T> NnClr<T> of(Encoder<T> encoder, NnClrConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes NNCLR with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with 2 copies per sample, with rows that
     *     the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> NnClr<T> of(Encoder<T> encoder, ViewGenerator<T> views, NnClrConfig config) {
        Branch online = Branch.on(encoder)
                .with("projector", config.projector(), config.seed())
                .with("predictor", config.predictor(), config.seed());
        return new NnClr<>(Parts.of(TITLE, encoder, online, views, 2), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                Math.log(batchSize),
                "use a temperature of 0.1 to 0.5 and a support set of several batches, so that neighbours are near");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("each prediction is told apart from all others of its batch");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (BranchPass p = online().forward(batch.rows(VIEWS), mode());
                RowNormalization z = RowNormalization.of(p.output(PROJECTOR));
                INDArray neighbours = NearestRows.of(z.unit(), support.rows());
                INDArray ofOtherView = Embeddings.swapViews(p.output())) {
            LossResult result =
                    loss.evaluateStackedAtKeys(neighbours, ofOtherView).scaled(0.5, 0);
            try (INDArray swapped = result.gradient();
                    INDArray gradient = Embeddings.swapViews(swapped)) {
                p.backward(gradient);
            }
            support.push(Embeddings.rows(z.unit(), 0, batch.size()));
            return StepResult.of(result, p.output());
        }
    }

    @Override
    public MethodState state() {
        return support.addTo(MethodState.empty());
    }
}
