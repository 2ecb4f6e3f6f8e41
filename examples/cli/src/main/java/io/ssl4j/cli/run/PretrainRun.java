package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.ErrorText;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.log.MetricsLog;
import io.ssl4j.core.log.Progress;
import io.ssl4j.core.log.TensorBoardLog;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.plan.RunPlan;
import io.ssl4j.core.train.DataCheck;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.eval.knn.KnnMonitor;
import io.ssl4j.eval.report.Evaluation;
import io.ssl4j.eval.report.EvaluationReport;
import io.ssl4j.eval.report.Floors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run in its folder: training, saving, measuring. The labels of the split go to the k-NN monitor and to the final
 * evaluation; the method and the trainer are given only samples, but for a method that says that it reads labels.
 */
final class PretrainRun<T> {

    private final RunFolder folder;
    private final RunSettings settings;
    private final DataSplit<T> split;
    private final Supplier<DataRecord> record;
    private final Start start;
    private final EvaluationPlan plan;
    private final FloorCache floors;
    private final PrintWriter out;
    private final Provenance provenance = new Provenance();
    private Optional<CollapseLog> collapse = Optional.empty();

    /** @param record makes the record of the data, if the run begins */
    PretrainRun(
            RunFolder folder,
            RunSettings settings,
            DataSplit<T> split,
            Supplier<DataRecord> record,
            EvaluationPlan plan,
            FloorCache floors,
            Start start,
            PrintWriter out) {
        this.folder = folder;
        this.settings = settings;
        this.split = split;
        this.record = record;
        this.start = start;
        this.plan = plan;
        this.floors = floors;
        this.out = out;
    }

    /**
     * What is minimised.
     *
     * @param encoder new, or as the run began with it
     */
    SslMethod<T> method(Encoder<T> encoder) {
        return settings.training().createMethod(encoder);
    }

    /** What the training would take. */
    RunPlan plan(SslMethod<T> method) {
        return trainer().build().plan(method, split.trainingSet(method));
    }

    /** The trainer of this run, without its listeners. Its memory was checked, with that of the evaluation. */
    private TrainerBuilder trainer() {
        TrainerBuilder trainer = Trainer.builder();
        settings.training().configure(trainer);
        return trainer.ignoreMemory(true)
                .checkpoints(new CheckpointPlan(
                        folder.checkpoints(),
                        Every.epochs(settings.watch().checkpointEvery),
                        CheckpointPlan.DEFAULT_KEEP,
                        settings.watch().onFullDisk));
    }

    /**
     * Trains until the run is complete or is stopped, by Ctrl-C too: a shutdown waits for the checkpoint and the hint.
     *
     * @param method from {@link #method}
     * @param hint how to resume, printed if the run was stopped
     */
    TrainingResult train(SslMethod<T> method, Optional<Duration> maxTime, String hint) {
        TrainerBuilder trainer = trainer();
        trainer.control(RunControl.onShutdown())
                .listener(new Beginning())
                .listener(Progress.toConsole(out))
                .listener(new Hint(hint))
                .listener(MetricsLog.csv(folder.metrics()));
        maxTime.ifPresent(trainer::maxTime);
        trainer.dataCheck(dataCheck());
        Optional<TensorBoardLog> tensorBoard =
                settings.watch().tensorBoard ? Optional.of(TensorBoardLog.in(folder.tensorBoard())) : Optional.empty();
        tensorBoard.ifPresent(trainer::listener);
        collapse = settings.watch().noCollapseMonitor ? Optional.empty() : Optional.of(new CollapseLog(tensorBoard));
        collapse.ifPresent(log -> trainer.listener(log.monitor()));
        if (plan.evaluation().isPresent() && split.validation().isPresent() && settings.watch().knnEvery > 0) {
            KnnLog log = new KnnLog(folder.knn(), settings.modality().samples(), out, tensorBoard);
            trainer.listener(log)
                    .listener(KnnMonitor.every(
                                    settings.watch().knnEvery,
                                    split.bank().orElseThrow(),
                                    split.validation().get(),
                                    plan.evaluation().get().knn())
                            .reportingTo(log));
        }
        return start.resume()
                ? trainer.build().resume(method, split.trainingSet(method))
                : trainer.build().fit(method, split.trainingSet(method));
    }

    /** The record of the data is compared with more samples before; this check is of what the trainer is given. */
    private DataCheck dataCheck() {
        DataCheck defaults = DataCheck.defaults();
        DataCheck check = DataCheck.contents(Math.min(defaults.contents(), settings.watch().checkSamples));
        return start.acceptChanges() ? check.accepting() : check;
    }

    /** Saves the encoder, then measures it: what goes wrong in the second loses nothing of the first. */
    void finish(TrainingResult result) throws IOException {
        // The method was made for samples of this type.
        @SuppressWarnings("unchecked")
        Encoder<T> encoder = (Encoder<T>) result.encoder();
        encoder.save(folder.encoder());
        Optional<String> other = Optional.ofNullable(settings.watch().saveAlso);
        if (other.isPresent()) {
            result.encoder(other.get()).save(folder.encoder(other.get()));
        }
        RunFolder.write(folder.provenance(), provenance.of(settings, split, result));
        Optional<EvaluationReport> report = Optional.empty();
        if (plan.evaluation().isPresent()) {
            out.println("measuring the encoder, the untrained encoder and floors that learn nothing ...");
            report = Optional.of(evaluate(encoder));
            out.println();
            out.print(report.get().table());
        }
        RunFolder.write(
                folder.summary(),
                Summary.of(settings.training(), result, report, collapse.flatMap(CollapseLog::summary)));
        out.println();
        out.printf(
                Locale.ROOT,
                "%.0f %s/s, %.0f s of training%n",
                result.samplesPerSecond(),
                settings.modality().samples(),
                result.seconds());
        out.println("encoder: " + folder.encoder());
        other.ifPresent(name -> out.println(name + ": " + folder.encoder(name)));
        out.println("summary: " + folder.summary());
    }

    private EvaluationReport evaluate(Encoder<T> encoder) {
        try {
            Evaluation evaluation = plan.evaluation().orElseThrow();
            LabeledDataset<T> bank = split.bank().orElseThrow();
            LabeledDataset<T> test = split.test().orElseThrow();
            Floors floor = floors.get(
                    settings,
                    () -> evaluation.untrained(encoder, bank, test),
                    () -> evaluation.given(encoder, bank, test));
            return evaluation.run(FeatureMap.of(encoder), floor, bank, test);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the encoder is saved as " + folder.encoder() + ", but measuring it failed: " + ErrorText.of(e)
                            + "; to measure it again: ssl4j pretrain --resume " + folder.folder(),
                    e);
        }
    }

    /** Writes the settings once nothing stands in the way of the first step, and says if there is no step left. */
    private final class Beginning implements TrainingListener {

        @Override
        public void onStart(RunStarted start) {
            if (start.step() == start.run().length().totalSteps()) {
                out.println("this run is already complete; its encoder is saved and measured again");
            }
            if (start.resumedFrom().isPresent()) {
                return;
            }
            try {
                record.get().write(folder.data());
                settings.write(folder.settings());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write into " + folder.folder() + ": " + e, e);
            }
        }
    }

    /** Prints how to resume a run that was stopped; a shutdown waits for it. */
    private final class Hint implements TrainingListener {

        private final String text;

        Hint(String text) {
            this.text = text;
        }

        @Override
        public void onEnd(TrainingResult result) {
            if (result.stopReason() != StopReason.COMPLETED) {
                out.println(text);
                out.flush();
            }
        }
    }
}
