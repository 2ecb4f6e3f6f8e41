package io.ssl4j.core.monitor;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
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

/**
 * Monitors the embeddings and the loss of a run for collapse, and reports each kind of collapse once, with evidence and
 * remedies. The monitor does not affect the run.
 *
 * <pre>{@code
 * CollapseMonitor monitor = CollapseMonitor.create();
 * Trainer.builder().listener(monitor)...
 * monitor.diagnoses();          // empty after a healthy run
 * }</pre>
 *
 * <p>It reads the embeddings that the method's loss compared ({@link StepDone#embeddings}) and the loss; for methods
 * that compare no embeddings, and for accumulated updates, only the loss. Every call of {@code fit} or {@code resume}
 * resets it. Used on the training thread, for one run at a time.
 */
public final class CollapseMonitor implements TrainingListener {

    /**
     * The largest number of rows that are measured: the first rows of the embeddings, which belong to the first view if
     * two views are stacked.
     */
    public static final int SAMPLE_ROWS = 256;

    /** The number of rows, including two views of a sample, below which the rank is meaningless. */
    private static final int FEWEST_ROWS = 16;

    private static final Set<DataType> MEASURED = EnumSet.of(DataType.FLOAT, DataType.DOUBLE);

    /**
     * One measurement.
     *
     * @param step updates made
     * @param rows the number of rows measured
     * @param health the result
     * @param spread the standard deviation of the raw embeddings, averaged over the dimensions
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
    private RunWarnings warnings = new RunWarnings();
    private double lossSum;
    private long losses;

    private CollapseMonitor(
            CollapseThresholds thresholds, Consumer<Diagnosis> onDiagnosis, Consumer<Measurement> onMeasurement) {
        this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
        this.signs = new CollapseSigns(thresholds);
        this.onDiagnosis = Objects.requireNonNull(onDiagnosis, "onDiagnosis");
        this.onMeasurement = Objects.requireNonNull(onMeasurement, "onMeasurement");
    }

    /** Makes a monitor with the default thresholds. */
    public static CollapseMonitor create() {
        return with(CollapseThresholds.defaults());
    }

    /** Makes a monitor with other thresholds. */
    public static CollapseMonitor with(CollapseThresholds thresholds) {
        return new CollapseMonitor(thresholds, diagnosis -> {}, measurement -> {});
    }

    /** Returns a monitor that also passes on every diagnosis when it is made; it is a warning of the run as well. */
    public CollapseMonitor onDiagnosis(Consumer<Diagnosis> consumer) {
        return new CollapseMonitor(thresholds, consumer, onMeasurement);
    }

    /** Returns a monitor that also passes on every measurement, for logs. */
    public CollapseMonitor onMeasurement(Consumer<Measurement> consumer) {
        return new CollapseMonitor(thresholds, onDiagnosis, consumer);
    }

    /** The diagnoses of this run, in order; at most one of each kind. */
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
        warnings = start.warnings();
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

    /**
     * Returns whether a step is the last of an epoch that ends on fewer samples, for which the closed form of the loss
     * differs.
     */
    private boolean isSmaller(StepDone step) {
        long perEpoch = step.length().stepsPerEpoch();
        return step.step() % perEpoch == 0 && perEpoch * run.samplesPerUpdate() > run.samples();
    }

    private void forgetLosses() {
        lossSum = 0;
        losses = 0;
    }

    /**
     * Measures the embeddings; empty if there are none, or none that can be measured, since a monitor must not end a
     * run.
     */
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
            warnings.add(diagnosis.text());
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
