package io.ssl4j.noncontrastive.empssl;

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
 * EMP-SSL: many small crops of each sample through one encoder and one projector; the outputs of a sample's crops are
 * pulled to their mean, while those of each crop over the batch are spread over as many directions as possible. It
 * learns in few epochs, but the cost of each grows with the number of crops.
 *
 * <p>Tong, Chen, Ma, LeCun 2023, arXiv:2304.03977. By default the representation is the encoder's, of the whole sample
 * at once, as with every other method. The published accuracies are those of the authors' feature block, the first
 * hidden layer of 4096 of what is a projector here, averaged over 128 crops of each sample: train {@code
 * encoder.withFeatureLayer(4096)} with {@link EmpSslConfig#onFeatures()}, and measure it with {@link
 * io.ssl4j.core.encoder.ViewAverage}.
 *
 * @param <T> the sample type
 */
public final class EmpSsl<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "emp-ssl";

    private static final String TITLE = "EMP-SSL";

    private final int patches;
    private final EmpSslLoss loss;

    EmpSsl(Parts<T> parts, EmpSslConfig config) {
        super(TITLE, parts, config.patches(), config.sharedBatchStatistics(), config);
        this.patches = config.patches();
        this.loss = new EmpSslLoss(config.distortion(), config.invarianceWeight());
    }

    /**
     * Makes EMP-SSL with the modality's views for it, as many as the configuration has patches; for images, those of
     * the authors' code.
     */
    public static <T> EmpSsl<T> of(Encoder<T> encoder, EmpSslConfig config) {
        return of(encoder, Modalities.views(encoder, viewsNeeded(config)), config);
    }

    /**
     * Makes EMP-SSL with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with as many copies per sample as the
     *     configuration has patches, with rows that the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> EmpSsl<T> of(Encoder<T> encoder, ViewGenerator<T> views, EmpSslConfig config) {
        Branch online = Branch.on(encoder).with("projector", config.projector(), config.seed());
        return new EmpSsl<>(Parts.of(TITLE, encoder, online, views, config.patches()), config);
    }

    /** Returns as many views as the configuration has patches. */
    static ViewNeed viewsNeeded(EmpSslConfig config) {
        return ViewNeed.copies("emp-ssl", config.patches());
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Has no loss hint, since healthy outputs can reach the loss of collapse too: a higher coding rate then compensates
     * for less similarity.
     */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of("lower the weight of invariance: the coding rate alone spreads the outputs");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("the coding rate is taken over the batch");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (BranchPass z = online().forward(batch.rows(VIEWS), mode())) {
            LossResult result = loss.evaluate(z.output(), patches);
            try (INDArray gradient = result.gradient()) {
                z.backward(gradient);
            }
            return StepResult.of(result, z.output());
        }
    }
}
