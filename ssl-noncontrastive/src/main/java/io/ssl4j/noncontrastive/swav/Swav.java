package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.CropPasses;
import io.ssl4j.core.joint.FeatureQueue;
import io.ssl4j.core.joint.MultiCropMethod;
import io.ssl4j.core.joint.Prototypes;
import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SwappedPredictionLoss;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * SwAV: embeddings are compared with prototypes on the unit sphere; the assignment of a full-sized crop to them,
 * computed so that a batch uses all prototypes equally, is predicted from every other crop of the sample.
 *
 * <p>Caron, Misra, Mairal, Goyal, Bojanowski, Joulin 2020, arXiv:2006.09882, algorithm 1:
 *
 * <pre>{@code s_v = unit(projector(encoder(crop v))) C^T;  q_g = sinkhorn(s_g) of the full-sized crops
 * minimise mean over g and v != g of CE(q_g, softmax(s_v / t));  C = rows of C at unit length}</pre>
 *
 * @param <T> the sample type
 */
public final class Swav<T> extends MultiCropMethod<T> {

    static final String NAME = "swav";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.multiCrop("swav");

    private static final String TITLE = "SwAV";
    private static final String PROTOTYPES = "prototypes";
    private static final int PROJECTOR = 1;

    private final SwavConfig config;
    private final Prototypes prototypes;
    private final SwappedPredictionLoss loss;
    private final List<FeatureQueue> queues = new ArrayList<>();
    private long frozenSteps;

    /** @param parts the parts, with a branch of encoder, projector and prototypes for unit rows */
    Swav(Parts<T> parts, SwavConfig config) {
        super(TITLE, parts, config.sharedBatchStatistics(), config);
        this.config = config;
        this.loss = new SwappedPredictionLoss(config.temperature());
        Network last = parts.online().networks().get(PROJECTOR + 1);
        this.prototypes = (Prototypes) last;
        this.prototypes.normalize();
        for (int crop = 1; config.queueSize() > 0 && crop <= 2; crop++) {
            queues.add(FeatureQueue.empty(
                    "queue-" + crop,
                    config.queueSize(),
                    (int) prototypes.weights().size(1),
                    prototypes.weights().dataType()));
        }
    }

    /** Makes SwAV with the modality's crops for it; for images, those of the paper. */
    public static <T> Swav<T> of(Encoder<T> encoder, SwavConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes SwAV with any crops.
     *
     * @param encoder the encoder to train; it must also take the small crops, if there are any
     * @param views the generator of a view {@value MultiCropMethod#GLOBAL} with 2 copies per sample, with rows that the
     *     encoder takes, and optionally a view {@value MultiCropMethod#LOCAL} of smaller ones
     * @throws IllegalArgumentException if the generator does not make these views, or the encoder cannot take one of
     *     them
     */
    public static <T> Swav<T> of(Encoder<T> encoder, ViewGenerator<T> views, SwavConfig config) {
        Branch projected = Branch.on(encoder).with("projector", config.projector(), config.seed());
        Prototypes prototypes = Prototypes.random(
                        PROTOTYPES,
                        config.prototypes(),
                        config.projector().outputs(),
                        config.seed(),
                        encoder.network().parameters().values().dataType())
                .withUnitInputs();
        Branch online = projected.with(prototypes, config.prototypes());
        return new Swav<>(parts(TITLE, encoder, online, views), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                Math.log(config.prototypes()),
                "use fewer prototypes than twice the batch size or a queue, a smaller epsilon, and prototypes that are"
                        + " frozen for the first epoch");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("the assignments of a batch share the prototypes among them");
    }

    @Override
    public void prepare(RunInfo run) {
        frozenSteps = config.frozenEpochs() * run.length().stepsPerEpoch();
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (CropPasses crops = forward(batch);
                INDArray assignments = assignments(crops.global().output(), context)) {
            LossResult result = loss.evaluate(crops.output(), assignments);
            try (INDArray gradient = result.gradient()) {
                crops.backward(gradient);
            }
            INDArray projections = crops.global().output(PROJECTOR);
            remember(projections);
            return StepResult.of(result, projections);
        }
    }

    /** Computes the assignments of the two full-sized crops, each independently: {@code [2N, P]}. */
    private INDArray assignments(INDArray scores, StepContext context) {
        try (INDArray first = assignments(scores, 0, context);
                INDArray second = assignments(scores, 1, context)) {
            return Embeddings.stack(first, second);
        }
    }

    private INDArray assignments(INDArray scores, int crop, StepContext context) {
        try (INDArray own = Embeddings.half(scores, crop)) {
            if (queues.isEmpty()
                    || context.epoch() < config.queueFromEpoch()
                    || !queues.get(crop).isFull()) {
                return config.sinkhorn().assign(own);
            }
            try (INDArray past = prototypes.infer(queues.get(crop).rows());
                    INDArray together = Nd4j.concat(0, own, past);
                    INDArray all = config.sinkhorn().assign(together)) {
                return Embeddings.rows(all, 0, own.size(0)).dup('c');
            }
        }
    }

    private void remember(INDArray projections) {
        if (queues.isEmpty()) {
            return;
        }
        long n = projections.size(0) / 2;
        try (RowNormalization z = RowNormalization.of(projections)) {
            queues.get(0).push(Embeddings.rows(z.unit(), 0, n));
            queues.get(1).push(Embeddings.rows(z.unit(), n, 2 * n));
        }
    }

    @Override
    public void afterUpdate(StepContext context) {
        prototypes.normalize();
    }

    /** Encoder, projector and prototypes; the prototypes are frozen at first. */
    @Override
    public List<ParameterGroup> parameterGroups() {
        List<ParameterGroup> groups = new ArrayList<>(super.parameterGroups());
        int last = groups.size() - 1;
        groups.set(last, groups.get(last).withFrozenUntilStep(frozenSteps));
        return groups;
    }

    @Override
    public MethodState state() {
        MethodState state = MethodState.empty();
        queues.forEach(queue -> queue.addTo(state));
        return state;
    }
}
