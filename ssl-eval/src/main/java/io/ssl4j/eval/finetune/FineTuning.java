package io.ssl4j.eval.finetune;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.method.EpochContext;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SettingsText;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fine-tuning as a method for the trainer: an encoder and a linear head learn targets together, on the same loop,
 * layers and checkpoints as pretraining. {@link FineTuner} is the way to use it.
 *
 * @param <T> the sample type
 */
final class FineTuning<T> implements SslMethod<T> {

    static final String NAME = "finetune";
    static final String HEAD = "head";

    private final Encoder<T> encoder;
    private final Network head;
    private final ViewGenerator<T> views;
    private final Targets targets;
    private final FineTuneConfig config;
    private final HeadLoss loss;
    private final Optional<Validation<T>> validation;
    private long frozenSteps;

    /** @param encoder trained in place */
    FineTuning(
            Encoder<T> encoder,
            ViewGenerator<T> views,
            Examples<T> train,
            Optional<Examples<T>> held,
            FineTuneConfig config,
            BiConsumer<Integer, Score> listener) {
        this.encoder = encoder;
        this.views = views;
        this.targets = train.targets();
        this.config = config;
        this.loss = new HeadLoss(targets);
        this.head = MlpHead.linear(HEAD, encoder.representationSize(), targets.outputs())
                .build(config.seed(), encoder.network().parameters().values().dataType());
        this.validation =
                held.map(examples -> new Validation<>(examples, encoder, head, loss, config.patience(), listener));
    }

    Encoder<T> encoder() {
        return encoder;
    }

    Network head() {
        return head;
    }

    HeadLoss loss() {
        return loss;
    }

    Optional<Validation<T>> validation() {
        return validation;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String settings() {
        return SettingsText.of(config) + ", " + targets.task() + " " + targets.names() + ", validation samples="
                + validation.map(Validation::size).orElse(0);
    }

    @Override
    public ViewGenerator<T> views() {
        return views;
    }

    @Override
    public int minimumBatchSize() {
        return 1;
    }

    /** Empty: the loss is a mean over independent samples. */
    @Override
    public Optional<String> batchDependence() {
        return Optional.empty();
    }

    @Override
    public void prepare(RunInfo run) {
        if (config.frozenEpochs() >= run.epochs()) {
            throw new IllegalArgumentException(
                    "the encoder must be trained for at least one epoch, got frozenEpochs " + config.frozenEpochs()
                            + " of " + run.epochs() + " epochs; for a head on a frozen encoder use LinearProbe");
        }
        frozenSteps = config.frozenEpochs() * run.length().stepsPerEpoch();
    }

    /** Measures the epoch that has ended on the validation part, and ends the run when it no longer improves. */
    @Override
    public void beforeEpoch(EpochContext<T> context) {
        if (context.epoch() > 0 && validation.isPresent()) {
            validation.get().measure(context.epoch());
            if (validation.get().isOutOfPatience(context.epoch())) {
                context.finish();
            }
        }
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        Map<String, Rows> rows = rows(batch);
        if (context.step() >= frozenSteps) {
            try (Pass features = encoder.network().forward(rows, PassMode.JOINT);
                    Pass outputs = head.forward(features.output())) {
                return learn(outputs, batch, Optional.of(features));
            }
        }
        INDArray features = encoder.network()
                .infer(rows)
                .get(encoder.network().outputNames().get(0));
        try (features;
                Pass outputs = head.forward(features)) {
            return learn(outputs, batch, Optional.empty());
        }
    }

    private StepResult learn(Pass outputs, ViewBatch batch, Optional<Pass> features) {
        LossResult result = loss.evaluate(outputs.output(), targets, batch.indices(), config.labelSmoothing());
        try (INDArray gradient = result.gradient()) {
            INDArray below = outputs.backward(gradient);
            features.ifPresent(pass -> pass.backward(below));
        }
        return new StepResult(result.value(), result.terms());
    }

    private Map<String, Rows> rows(ViewBatch batch) {
        List<String> inputs = encoder.network().inputNames();
        List<ViewSpec> layout = views.layout();
        Map<String, Rows> rows = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            rows.put(inputs.get(i), batch.rows(layout.get(i).name()));
        }
        return rows;
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        List<ParameterGroup> groups = new ArrayList<>();
        LayerRates.groups(encoder, config.bodyRate(), config.layerDecay()).stream()
                .map(group -> group.withFrozenUntilStep(frozenSteps))
                .forEach(groups::add);
        groups.add(ParameterGroup.of(head));
        return groups;
    }

    @Override
    public Map<String, Encoder<?>> encoders() {
        return Map.of(Encoder.NAME, encoder);
    }

    @Override
    public MethodState state() {
        MethodState state = MethodState.empty();
        validation.ifPresent(part -> part.addTo(state));
        return state;
    }
}
