package io.ssl4j.examples.cli;

import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.log.MetricsLog;
import io.ssl4j.core.log.Progress;
import io.ssl4j.core.log.TensorBoardLog;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.RunStarted;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.TrainingListener;
import io.ssl4j.core.train.TrainingResult;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.eval.features.FeatureExtractor;
import io.ssl4j.eval.knn.KnnMonitor;
import io.ssl4j.eval.report.Evaluation;
import io.ssl4j.eval.report.EvaluationReport;
import io.ssl4j.eval.report.Floors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * One run in its folder: training, saving, measuring. The labels of the split go to the k-NN monitor and to the final
 * evaluation; the method and the trainer are given images alone, but for a method that says that it reads labels.
 */
final class PretrainRun {

    private final RunFolder folder;
    private final RunSettings settings;
    private final ImageSplit images;
    private final EvaluationPlan plan;
    private final FloorCache floors;
    private final PrintWriter out;
    private final Provenance provenance = new Provenance();
    private Optional<CollapseLog> collapse = Optional.empty();

    PretrainRun(
            RunFolder folder,
            RunSettings settings,
            ImageSplit images,
            EvaluationPlan plan,
            FloorCache floors,
            PrintWriter out) {
        this.folder = folder;
        this.settings = settings;
        this.images = images;
        this.plan = plan;
        this.floors = floors;
        this.out = out;
    }

    /**
     * What is minimised.
     *
     * @param encoder new, or as the run began with it
     */
    SslMethod<Image> method(Encoder<Image> encoder) {
        TrainingOptions training = settings.training();
        return SslMethods.create(training.method, encoder, training.methodOptions, training.seed);
    }

    /**
     * Trains until the run is complete or is stopped.
     *
     * @param method from {@link #method}
     * @param resume whether to go on from the newest checkpoint
     */
    TrainingResult train(SslMethod<Image> method, boolean resume, RunControl control, Optional<Duration> maxTime) {
        TrainingOptions training = settings.training();
        TrainerBuilder trainer = Trainer.builder();
        training.configure(trainer);
        trainer.control(control)
                .checkpoints(new CheckpointPlan(
                        folder.checkpoints(),
                        Every.epochs(settings.watch().checkpointEvery),
                        CheckpointPlan.DEFAULT_KEEP,
                        settings.watch().onFullDisk))
                .listener(new Beginning())
                .listener(Progress.toConsole(out))
                .listener(MetricsLog.csv(folder.metrics()));
        maxTime.ifPresent(trainer::maxTime);
        Optional<TensorBoardLog> tensorBoard =
                settings.watch().tensorBoard ? Optional.of(TensorBoardLog.in(folder.tensorBoard())) : Optional.empty();
        tensorBoard.ifPresent(trainer::listener);
        collapse =
                settings.watch().noCollapseMonitor ? Optional.empty() : Optional.of(new CollapseLog(out, tensorBoard));
        collapse.ifPresent(log -> trainer.listener(log.monitor()));
        if (plan.evaluation().isPresent() && images.validation().isPresent() && settings.watch().knnEvery > 0) {
            KnnLog log = new KnnLog(folder.knn(), out, tensorBoard);
            trainer.listener(log)
                    .listener(KnnMonitor.every(
                                    settings.watch().knnEvery,
                                    images.bank().orElseThrow(),
                                    images.validation().get(),
                                    plan.evaluation().get().knn())
                            .reportingTo(log));
        }
        return resume
                ? trainer.build().resume(method, images.trainingSet(method))
                : trainer.build().fit(method, images.trainingSet(method));
    }

    /** Saves the encoder, then measures it: what goes wrong in the second loses nothing of the first. */
    void finish(TrainingResult result) throws IOException {
        Encoder<Image> encoder = result.encoder();
        encoder.save(folder.encoder());
        RunFolder.write(folder.provenance(), provenance.of(settings, images, result));
        Optional<EvaluationReport> report = Optional.empty();
        if (plan.evaluation().isPresent()) {
            out.println("measuring the encoder beside the untrained one and the raw pixels ...");
            report = Optional.of(evaluate(encoder));
            out.println();
            out.print(report.get().table());
        }
        RunFolder.write(
                folder.summary(),
                Summary.of(settings.training(), result, report, collapse.flatMap(CollapseLog::summary)));
        out.println();
        out.printf("%.0f images/s, %.0f s of training%n", result.samplesPerSecond(), result.seconds());
        out.println("encoder: " + folder.encoder());
        out.println("summary: " + folder.summary());
    }

    private EvaluationReport evaluate(Encoder<Image> encoder) {
        try {
            Evaluation evaluation = plan.evaluation().orElseThrow();
            LabeledImageDataset bank = images.bank().orElseThrow();
            LabeledImageDataset test = images.test().orElseThrow();
            Floors beside = floors.get(
                    settings, () -> evaluation.untrained(encoder, bank, test), () -> evaluation.rawPixels(bank, test));
            return evaluation.run(FeatureExtractor.of(encoder), beside, bank, test);
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
                out.println("this run is complete already; what is left is to save and measure its encoder");
            }
            if (start.resumedFrom().isPresent()) {
                return;
            }
            try {
                settings.write(folder.settings());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + folder.settings() + ": " + e, e);
            }
        }
    }
}
