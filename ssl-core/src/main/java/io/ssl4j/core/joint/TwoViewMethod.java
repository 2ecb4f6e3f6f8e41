package io.ssl4j.core.joint;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Gather;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The base of methods that run two random views of each sample through one encoder and one projector, and minimise a
 * loss of the two outputs; gradients flow through both views. SimCLR, Barlow Twins and VICReg have this form.
 *
 * <pre>{@code z1, z2 = projector(encoder(view 1)), projector(encoder(view 2));  minimise loss(z1, z2)}</pre>
 *
 * @param <T> the sample type
 */
public abstract class TwoViewMethod<T> extends JointEmbeddingMethod<T> {

    private final StepLoss loss;

    /** A loss that depends on more than the embeddings, such as the samples in the batch, or randomness. */
    @FunctionalInterface
    protected interface StepLoss {

        /**
         * Computes value and gradient.
         *
         * @param z {@code [2N, K]}, the first N rows being the first views of the batch's samples
         */
        LossResult evaluate(INDArray z, ViewBatch batch, StepContext context);
    }

    /**
     * Makes a method of this form.
     *
     * @param title the title of the method, for messages
     * @param parts the parts, with a branch of encoder and projector
     * @param loss the loss of the projector's outputs
     * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
     *     statistics
     * @param configuration the text that {@link #settings} returns
     */
    protected TwoViewMethod(
            String title, Parts<T> parts, TwoViewLoss loss, boolean sharedBatchStatistics, Object configuration) {
        this(title, parts, (z, batch, context) -> loss.evaluateStacked(z), sharedBatchStatistics, configuration);
    }

    /**
     * Makes a method of this form with a loss that depends on more than the embeddings.
     *
     * @param title the title of the method, for messages
     * @param parts the parts, with a branch of encoder and projector
     * @param loss the loss of the projector's outputs
     * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
     *     statistics
     * @param configuration the text that {@link #settings} returns
     */
    protected TwoViewMethod(
            String title, Parts<T> parts, StepLoss loss, boolean sharedBatchStatistics, Object configuration) {
        super(title, parts, 2, sharedBatchStatistics, configuration);
        this.loss = loss;
    }

    /**
     * Assembles an encoder with a projector, and views for it.
     *
     * @param title the title of the method, for messages
     * @param views the generator of a view {@value #VIEWS} with 2 copies per sample, with rows that the encoder takes
     * @param projector the shape of the head
     * @param seed the seed for the head's initial weights
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    protected static <T> Parts<T> parts(
            String title, Encoder<T> encoder, ViewGenerator<T> views, HeadShape projector, long seed) {
        return Parts.of(title, encoder, Branch.on(encoder).with("projector", projector, seed), views, 2);
    }

    /** A phrase that completes "in the loss, ...": all losses of two views compare the samples of a batch. */
    @Override
    public abstract Optional<String> batchDependence();

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (BranchPass z = online().forward(batch.rows(VIEWS), mode().withGather(context.gather()))) {
            Gather.Gathered all = context.gather().gather(z.output(), 2);
            LossResult result = loss.evaluate(all.rows(), batch, context);
            try (INDArray gradient = result.gradient()) {
                z.backward(all.own().apply(gradient));
            }
            return StepResult.of(result, z.output());
        }
    }
}
