package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataNotes;
import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.ImageChecks;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SampleShape;
import io.ssl4j.cli.option.SplitPlan;
import io.ssl4j.cli.option.TrainingOptions;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.plan.MemoryEstimate;
import io.ssl4j.core.plan.MemoryLimits;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A run whose samples are open and whose networks are made, before its first step; nothing is written yet. */
public final class PreparedRun<T> {

    /** The exit code of a run that was stopped in good order: 128 + SIGINT, as shells have it. */
    public static final int STOPPED = 130;

    private final RunFolder folder;
    private final RunSettings settings;
    private final Start start;
    private final PrintWriter out;
    private final OpenData<T> data;
    private final DataSplit<T> split;
    private final Encoder<T> encoder;
    private final PretrainRun<T> run;
    private final SslMethod<T> method;
    private final long evaluationBytes;

    private PreparedRun(
            Modality<T> modality,
            RunFolder folder,
            RunSettings settings,
            FloorCache floors,
            Start start,
            PrintWriter out)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.start = start;
        this.out = out;
        data = open(modality);
        SplitPlan parts = start.resume()
                ? RecordedSplit.of(folder, settings, data.source(), start.acceptChanges(), out)
                : settings.split().plan(data.source());
        split = parts.of(data.source());
        DataNotes.print(split, modality.samples(), out);
        EvaluationPlan plan = EvaluationPlan.of(split, modality.samples());
        requireWholeBatch();
        encoder = settings.training().createEncoder(data, split);
        announce(plan);
        Supplier<DataRecord> record = () -> DataRecord.of(data.source(), parts, settings.watch().checkSamples);
        run = new PretrainRun<>(folder, settings, split, record, plan, floors, start, out);
        method = run.method(encoder);
        requireEncoderToSave();
        if (method.usesLabels() && split.labeled()) {
            out.println("note: " + method.name() + " reads the labels of the " + modality.samples()
                    + " that it learns from");
        }
        evaluationBytes = EvaluationMemory.of(data, split, encoder.input());
    }

    /**
     * Opens the data and makes the networks.
     *
     * @param settings resolved
     * @param floors what was measured before, and where this run's are kept
     * @param start whether the run resumes
     * @param out where the run says what happens
     * @throws IllegalArgumentException if settings and data do not go together
     */
    public static PreparedRun<?> of(
            RunFolder folder, RunSettings settings, FloorCache floors, Start start, PrintWriter out)
            throws IOException {
        return new PreparedRun<>(settings.modality(), folder, settings, floors, start, out);
    }

    /** @throws IllegalArgumentException if the run seems to need more memory than there is */
    public void requireMemory() {
        int batchSize = settings.training().batchSize;
        MemoryEstimate.of(method, split.trainingSet(method), batchSize)
                .withEvaluation(evaluationBytes)
                .requireFits(MemoryLimits.ofThisProcess(), batchSize);
    }

    /** Makes the first steps only, and says what the whole run would take. */
    public void tryOut() {
        out.print(run.plan(method).withEvaluation(evaluationBytes));
        out.println("nothing was written; run the same command without --dry-run to train");
    }

    /**
     * Trains, saves and measures. A shutdown of the JVM during the training waits for the step and its checkpoint.
     *
     * @param hint how to resume, printed if the run was stopped
     * @return whether the run is complete; it was stopped in good order if not
     */
    public boolean run(Optional<Duration> maxTime, String hint) throws IOException {
        if (!start.resume()) {
            folder.create();
        }
        TrainingResult result = run.train(method, maxTime, hint);
        if (result.stopReason() != StopReason.COMPLETED) {
            return false;
        }
        run.finish(result);
        return true;
    }

    private OpenData<T> open(Modality<T> modality) throws IOException {
        OpenData<T> opened = settings.data().open(modality);
        ImageChecks.requireOneShape(opened.source().train());
        DataNotes.print(opened, out);
        return opened;
    }

    private void requireWholeBatch() {
        TrainingOptions training = settings.training();
        if (training.samplesPerUpdate() > split.pretrain().size()) {
            String samples = data.modality().samples();
            String accumulated = training.accumulate == 1 ? "" : " x " + training.accumulate + " accumulated";
            throw new IllegalArgumentException("--batch-size" + (training.accumulate == 1 ? "" : " x --accumulate")
                    + " must be at most the number of " + samples + " to learn from, got " + training.batchSize
                    + accumulated + " and " + split.pretrain().size() + " " + samples);
        }
    }

    private void requireEncoderToSave() {
        String name = settings.watch().saveAlso;
        Set<String> others = new TreeSet<>(method.encoders().keySet());
        others.remove(Encoder.NAME);
        if (name != null && !others.contains(name)) {
            throw new IllegalArgumentException("--save-also must name another encoder of the method, but "
                    + method.name()
                    + (others.isEmpty() ? " has only one" : " has " + String.join(", ", others)) + ", got '" + name
                    + "'");
        }
    }

    private void announce(EvaluationPlan plan) {
        out.printf(
                Locale.ROOT,
                "%s: %d %s of %s to learn from%s%n",
                settings.data().name(),
                split.pretrain().size(),
                data.modality().samples(),
                SampleShape.of(encoder.input()),
                split.labeled()
                        ? ", "
                                + split.validation().map(Dataset::size).orElse(0) + " to watch, "
                                + split.test().orElseThrow().size() + " to test"
                        : "");
        plan.remark().ifPresent(remark -> out.println("note: " + remark));
        if (settings.training().init == null) {
            data.modality()
                    .remark(settings.training().encoder, encoder.input())
                    .ifPresent(remark -> out.println("note: " + remark));
        }
        out.printf(
                Locale.ROOT,
                "%s, %.2f million parameters, representation of %d%n",
                settings.training().encoderName(),
                encoder.network().parameters().length() / 1e6,
                encoder.representationSize());
    }
}
