package io.ssl4j.core.monitor;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.train.RunStarted;
import io.ssl4j.core.train.StepDone;
import io.ssl4j.core.train.TrainingListener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the embeddings and the loss of a run for collapse, and says so once for each kind of it, with evidence and
 * remedies. The run has the same bits with and without the monitor.
 *
 * <pre>{@code
 * CollapseMonitor monitor = CollapseMonitor.create();
 * Trainer.builder().listener(monitor)...
 * monitor.diagnoses();          // empty after a healthy run
 * }</pre>
 *
 * <p>It reads what the method's loss compared ({@link StepDone#embeddings}) and the loss; of a method that compares no
 * embeddings, and of updates made of several batches, the loss alone. A call of {@code fit} or {@code resume} starts it
 * anew. Used on the training thread; one run at a time.
 */
public final class CollapseMonitor implements TrainingListener {

    /** The first rows of the embeddings that are measured, at most; of two stacked views of as many samples, the first view's. */
    public static final int SAMPLE_ROWS = 256;

    /** Below this many rows, two views of a sample among them, the rank says nothing. */
    private static final int FEWEST_ROWS = 16;

    private static final Set<DataType> MEASURED = EnumSet.of(DataType.FLOAT, DataType.DOUBLE);

    private static final Logger LOG = LoggerFactory.getLogger(CollapseMonitor.class);

    /**
     * One measurement.
     *
     * @param step updates made
     * @param rows that were measured
     * @param health what was found
     * @param spread the standard deviation of the dimensions of the embeddings as they are, averaged over the dimensions
     */
    public record Measurement(long step, int rows, EmbeddingHealth health, double spread) {}

    private final CollapseThresholds thresholds;
    private final CollapseSigns signs;
    private final Consumer<Diagnosis> onDiagnosis;
    private final Consumer<Measurement> onMeasurement;

    private final List<Diagnosis> diagnoses = new ArrayList<>();
    private final Map<CollapseKind, Integer> shown = new EnumMap<>(CollapseKind.class);
    private Optional<Measurement> latest = Optional.empty();
    private CollapseHints hints = CollapseHints.none();
    private RunInfo run;
    private double lossSum;
    private long losses;

    private CollapseMonitor(
            CollapseThresholds thresholds, Consumer<Diagnosis> onDiagnosis, Consumer<Measurement> onMeasurement) {
        this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
        this.signs = new CollapseSigns(thresholds);
        this.onDiagnosis = Objects.requireNonNull(onDiagnosis, "onDiagnosis");
        this.onMeasurement = Objects.requireNonNull(onMeasurement, "onMeasurement");
    }

    /** A monitor with the default thresholds. */
    public static CollapseMonitor create() {
        return with(CollapseThresholds.defaults());
    }

    /** A monitor with other thresholds. */
    public static CollapseMonitor with(CollapseThresholds thresholds) {
        return new CollapseMonitor(thresholds, diagnosis -> {}, measurement -> {});
    }

    /** A monitor that also hands every diagnosis on when it is made; it is logged as a warning all the same. */
    public CollapseMonitor onDiagnosis(Consumer<Diagnosis> consumer) {
        return new CollapseMonitor(thresholds, consumer, onMeasurement);
    }

    /** A monitor that also hands every measurement on, for logs. */
    public CollapseMonitor onMeasurement(Consumer<Measurement> consumer) {
        return new CollapseMonitor(thresholds, onDiagnosis, consumer);
    }

    /** What was found in this run, in order; at most one of a kind. */
    public List<Diagnosis> diagnoses() {
        return List.copyOf(diagnoses);
    }

    /** The last measurement of this run's embeddings, if there was one. */
    public Optional<Measurement> latest() {
        return latest;
    }

    @Override
    public void onStart(RunStarted start) {
        diagnoses.clear();
        shown.clear();
        latest = Optional.empty();
        hints = start.collapseHints();
        run = start.run();
        forgetLosses();
    }

    @Override
    public void onStep(StepDone step) {
        if (!isSmaller(step)) {
            lossSum += step.loss();
            losses++;
        }
        if (step.step() % thresholds.interval() != 0) {
            return;
        }
        measure(step).ifPresent(measured -> {
            latest = Optional.of(measured);
            onMeasurement.accept(measured);
            if (measured.rows() >= FEWEST_ROWS) {
                Map<CollapseKind, String> found = signs.of(measured, hints);
                judge(CollapseKind.COMPLETE, step, found);
                judge(CollapseKind.SHRUNK, step, found);
                judge(CollapseKind.DIMENSIONAL, step, found);
            }
        });
        if (hints.lossWhenAlike().isPresent() && losses > 0) {
            judge(
                    CollapseKind.LOSS_STUCK,
                    step,
                    signs.of(lossSum / losses, losses, hints.lossWhenAlike().getAsDouble()));
        }
        forgetLosses();
    }

    /** Whether a step is the last of an epoch that ends on fewer samples, for which the closed form is another. */
    private boolean isSmaller(StepDone step) {
        long perEpoch = step.length().stepsPerEpoch();
        return step.step() % perEpoch == 0 && perEpoch * run.samplesPerUpdate() > run.samples();
    }

    private void forgetLosses() {
        lossSum = 0;
        losses = 0;
    }

    /** Empty where there are no embeddings, or none that can be measured: a monitor ends no run. */
    private static Optional<Measurement> measure(StepDone step) {
        return step.embeddings()
                .filter(embeddings -> embeddings.rank() == 2 && embeddings.size(0) > 0)
                .filter(embeddings -> MEASURED.contains(embeddings.dataType()))
                .map(embeddings -> Embeddings.rows(embeddings, 0, Math.min(SAMPLE_ROWS, embeddings.size(0))))
                .filter(Embeddings::isFinite)
                .map(sample -> new Measurement(
                        step.step(), rows(sample), EmbeddingHealth.of(sample), EmbeddingHealth.spread(sample)));
    }

    private static int rows(INDArray sample) {
        return Math.toIntExact(sample.size(0));
    }

    private void judge(CollapseKind kind, StepDone step, Map<CollapseKind, String> found) {
        if (step.step() <= thresholds.warmUp() || !found.containsKey(kind)) {
            shown.put(kind, 0);
            return;
        }
        int inARow = shown.merge(kind, 1, Integer::sum);
        if (inARow == thresholds.patience() && diagnoses.stream().noneMatch(known -> known.kind() == kind)) {
            Diagnosis diagnosis = new Diagnosis(kind, step.step(), found.get(kind), remedies(kind));
            diagnoses.add(diagnosis);
            LOG.warn("{}", diagnosis.message());
            onDiagnosis.accept(diagnosis);
        }
    }

    private List<String> remedies(CollapseKind kind) {
        List<String> remedies = new ArrayList<>();
        if (!hints.remedy().isEmpty()) {
            remedies.add(hints.remedy());
        }
        remedies.addAll(kind.remedies());
        return remedies;
    }
}
