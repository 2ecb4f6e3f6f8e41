package io.ssl4j.contrastive.moco;

import io.ssl4j.contrastive.loss.QueueInfoNceLoss;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.EncoderRoles;
import io.ssl4j.core.joint.FeatureQueue;
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
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.registry.Modalities;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * MoCo: a query encoder learns to find the key of the other view among the keys of many past batches, which come from a
 * slowly moving key encoder. The queue provides many negatives cheaply even with small batches.
 *
 * <p>He et al. 2019, arXiv:1911.05722, algorithm 1, and Chen et al. 2020, arXiv:2003.04297:
 *
 * <pre>{@code q, k = queryEncoder(view 1), keyEncoder(view 2);  minimise InfoNCE(q, k, queue);
 * keyEncoder = m keyEncoder + (1 - m) queryEncoder;  queue = queue + k - oldest}</pre>
 *
 * @param <T> the sample type
 */
public final class MoCo<T> extends JointEmbeddingMethod<T> {

    static final String V1 = "moco-v1";
    static final String V2 = "moco-v2";

    private static final String TITLE = "MoCo";
    private static final EncoderRoles ROLES = EncoderRoles.ofMain("query", "key");

    private final MoCoConfig config;
    private final TargetBranch keyEncoder;
    private final FeatureQueue queue;
    private final QueueInfoNceLoss loss;
    private final PassMode splits;

    /** @param parts the parts, with a branch of encoder and projector */
    MoCo(Parts<T> parts, MoCoConfig config) {
        super(TITLE, parts, 2, false, config);
        this.config = config;
        this.keyEncoder = TargetBranch.of(parts.online());
        this.queue = FeatureQueue.random(
                "queue",
                config.queueSize(),
                config.projector().outputs(),
                parts.online().networks().get(0).parameters().values().dataType(),
                config.seed());
        this.loss = new QueueInfoNceLoss(config.temperature(), config.negatives());
        int views = config.symmetric() ? 2 : 1;
        this.splits = new PassMode(views * config.batchNormSplits());
    }

    /** MoCo with the views of its version for the encoder's kind of samples. */
    public static <T> MoCo<T> of(Encoder<T> encoder, MoCoConfig config) {
        return of(encoder, Modalities.views(encoder, config.viewsNeeded()), config);
    }

    /**
     * Makes MoCo with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with 2 copies per sample, with rows that
     *     the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> MoCo<T> of(Encoder<T> encoder, ViewGenerator<T> views, MoCoConfig config) {
        Branch online = Branch.on(encoder).with("projector", config.projector(), config.seed());
        return new MoCo<>(Parts.of(TITLE, encoder, online, views, 2), config);
    }

    /** "moco-v1" with a linear projector, else "moco-v2". */
    @Override
    public String name() {
        return config.isV1() ? V1 : V2;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                config.negatives().lossWhenAlike(config.symmetric() ? 2 : 1, config.queueSize()),
                "use a momentum of 0.99 or more, so that the keys in the queue agree with each other, and more than one"
                        + " part for batch norm, so that a query cannot tell its key by their statistics");
    }

    @Override
    public int minimumBatchSize() {
        return 2 * config.batchNormSplits();
    }

    @Override
    public int batchMultiple() {
        return config.batchNormSplits();
    }

    @Override
    public int statisticGroups() {
        return splits.statisticGroups();
    }

    /**
     * Queries are independent of each other, but a batch would see a queue that already has the keys of the update's
     * earlier batches.
     */
    @Override
    public Optional<String> batchDependence() {
        return Optional.of("the keys of a batch join the queue that the next one is compared with");
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        Rows views = batch.rows(VIEWS);
        long n = views.size() / 2;
        Rows asking = config.symmetric() ? views : views.interval(0, n);
        Rows answering = config.symmetric() ? views : views.interval(n, 2 * n);
        try (INDArray k = keys(answering, context);
                INDArray own = config.symmetric() ? Embeddings.swapViews(k) : k.dup('c');
                BranchPass q = online().forward(asking, splits);
                RowNormalization unit = RowNormalization.of(k)) {
            LossResult result = loss.evaluate(q.output(), own, queue.rows());
            if (config.symmetric()) {
                // The mean over 2N queries is half the sum of the two directions.
                result = result.scaled(2, 0);
            }
            try (INDArray gradient = result.gradient()) {
                q.backward(gradient);
            }
            queue.push(unit.unit());
            return StepResult.of(result, q.output());
        }
    }

    /** Computes the keys of some rows, a new array. */
    private INDArray keys(Rows rows, StepContext context) {
        int views = config.symmetric() ? 2 : 1;
        if (config.batchNormSplits() == 1) {
            return keyEncoder.forward(rows, splits);
        }
        RowShuffle shuffle =
                RowShuffle.of(views, (int) rows.size() / views, context.random().child("shuffle"));
        try (INDArray values = shuffle.shuffled(rows.values());
                INDArray mask = rows.mask().map(shuffle::shuffled).orElse(null);
                INDArray k = keyEncoder.forward(new Rows(values, Optional.ofNullable(mask)), splits)) {
            return shuffle.restored(k);
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
        return queue.addTo(keyEncoder.addTo(MethodState.empty()));
    }

    /** The key encoder, for tests. */
    TargetBranch keyEncoder() {
        return keyEncoder;
    }

    /** The queue, for tests. */
    FeatureQueue queue() {
        return queue;
    }
}
