package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * W-MSE: two or more random views of each sample through one encoder and one projector; the outputs of each view are
 * whitened over random sub-batches, and those of each pair of views are pulled together. Whitened outputs cannot
 * collapse. With four views it is the paper's W-MSE 4.
 *
 * <p>Ermolov, Siarohin, Sangineto, Sebe 2021, arXiv:2007.06346. The loss is {@link WhitenedMse}; a batch must be at
 * least as large as a sub-batch.
 *
 * @param <T> the sample type
 */
public final class WMse<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "w-mse";

    private static final String TITLE = "W-MSE";

    private final WMseConfig config;
    private final SubBatches loss;

    WMse(Parts<T> parts, WMseConfig config) {
        super(TITLE, parts, config.views(), config.sharedBatchStatistics(), config);
        this.config = config;
        this.loss =
                new SubBatches(new WhitenedMse(config.shrinkage())::evaluate, config.subBatch(), config.divisions());
    }

    /** Makes W-MSE with the modality's views for it; for images, those of the paper. */
    public static <T> WMse<T> of(Encoder<T> encoder, WMseConfig config) {
        return of(encoder, Modalities.views(encoder, viewsNeeded(config)), config);
    }

    /**
     * Makes W-MSE with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with as many copies per sample as the
     *     configuration has views, with rows that the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> WMse<T> of(Encoder<T> encoder, ViewGenerator<T> views, WMseConfig config) {
        Branch online = Branch.on(encoder).with("projector", config.projector(), config.seed());
        return new WMse<>(Parts.of(TITLE, encoder, online, views, config.views()), config);
    }

    /** Returns as many views as the configuration has. */
    static ViewNeed viewsNeeded(WMseConfig config) {
        return ViewNeed.copies("w-mse", config.views());
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The loss at collapse is 2, that of unrelated views; without shrinkage, equal outputs cannot be whitened and have
     * no loss.
     */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy = "use larger sub-batches or a narrower output: whitening needs several rows for each column";
        return config.shrinkage() > 0 ? CollapseHints.of(2, remedy) : CollapseHints.of(remedy);
    }

    /** The number of samples of a sub-batch. */
    @Override
    public int minimumBatchSize() {
        return config.subBatch();
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("outputs are whitened over the batch");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (BranchPass z = online().forward(batch.rows(VIEWS), mode())) {
            LossResult result =
                    loss.evaluate(z.output(), config.views(), context.random().child("sub-batches"));
            try (INDArray gradient = result.gradient()) {
                z.backward(gradient);
            }
            return StepResult.of(result, z.output());
        }
    }
}
