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
 * EMP-SSL: many small crops of each sample through one encoder and one projector; the outputs of a sample's crops are brought
 * to their mean, and those of each crop over the batch take up as many directions as they can. It learns in few epochs,
 * each of which costs as many times more as there are crops.
 *
 * <p>Tong, Chen, Ma, LeCun 2023, arXiv:2304.03977. The paper then represents an image by the mean over many of its
 * crops; the encoder that is trained here represents the whole sample at once, as for every other method, and such a mean
 * is left to the caller.
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
     * EMP-SSL with the modality's views for it, as many as the configuration has patches: for images those of the
     * authors' code.
     */
    public static <T> EmpSsl<T> of(Encoder<T> encoder, EmpSslConfig config) {
        return of(encoder, Modalities.views(encoder, viewsNeeded(config)), config);
    }

    /**
     * EMP-SSL on any views.
     *
     * @param encoder what is trained
     * @param views makes a view {@value JointEmbeddingMethod#VIEWS} with as many copies per sample as the configuration has
     *     patches, in rows that the encoder takes
     * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
     */
    public static <T> EmpSsl<T> of(Encoder<T> encoder, ViewGenerator<T> views, EmpSslConfig config) {
        Branch online = Branch.on(encoder).with("projector", config.projector(), config.seed());
        return new EmpSsl<>(Parts.of(TITLE, encoder, online, views, config.patches()), config);
    }

    /** As many views as the configuration has patches. */
    static ViewNeed viewsNeeded(EmpSslConfig config) {
        return ViewNeed.copies("emp-ssl", config.patches());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** No loss: healthy outputs have that of collapse too, where a higher coding rate makes up for less similarity. */
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
