package io.ssl4j.examples.cli;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.StopOnShutdown;
import io.ssl4j.core.train.StopReason;
import io.ssl4j.core.train.TrainingResult;
import io.ssl4j.core.vision.dataset.ImageSource;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.examples.cli.doctor.MemoryLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** A run whose images are open and whose networks are made, before its first step; nothing is written yet. */
final class PreparedRun {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunFolder folder;
    private final RunSettings settings;
    private final PrintWriter out;
    private final ImageSplit images;
    private final Encoder<Image> encoder;
    private final PretrainRun run;
    private final SslMethod<Image> method;
    private final MemoryEstimate memory;

    private PreparedRun(RunFolder folder, RunSettings settings, FloorCache floors, PrintWriter out) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.out = out;
        ImageSource source = open();
        images = settings.split().split(source);
        EvaluationPlan plan = EvaluationPlan.of(images);
        requireWholeBatch(settings.training(), images);
        encoder = settings.training().createEncoder(images.pretrain());
        announce(plan);
        run = new PretrainRun(folder, settings, images, plan, floors, out);
        method = run.method(encoder);
        if (method.usesLabels() && images.labeled()) {
            out.println("note: " + method.name() + " reads the labels of the images that it learns from");
        }
        memory = MemoryEstimate.of(settings, source.format(), images, encoder, method);
    }

    /**
     * Opens the images and makes the networks.
     *
     * @param settings resolved
     * @param floors what was measured before, and where this run's are kept
     * @param out where the run says what happens
     * @throws IllegalArgumentException if settings and images do not go together
     */
    static PreparedRun of(RunFolder folder, RunSettings settings, FloorCache floors, PrintWriter out)
            throws IOException {
        return new PreparedRun(folder, settings, floors, out);
    }

    /** @throws IllegalArgumentException if the run seems to need more memory than there is */
    void requireMemory() {
        memory.requireFits(MemoryLimits.ofThisProcess(), settings.training().batchSize);
    }

    /** Makes the first steps only, and says what the whole run would take. */
    void tryOut() {
        new DryRun(settings, images, memory, folder.folder(), out).run(encoder, method);
    }

    /**
     * Trains, saves and measures. A shutdown of the JVM during the training waits for the step and its checkpoint.
     *
     * @param resume whether to go on from the newest checkpoint
     * @param hint what is said when the run was stopped: how to go on
     * @return whether the run is complete; it was stopped in good order if not
     */
    boolean run(boolean resume, Optional<Duration> maxTime, String hint) throws IOException {
        if (!resume) {
            folder.create();
        }
        RunControl control = new RunControl();
        TrainingResult result;
        try (StopOnShutdown guard = StopOnShutdown.install(control, PATIENCE)) {
            result = run.train(method, resume, control, maxTime);
            if (result.stopReason() != StopReason.COMPLETED) {
                out.println(hint);
                return false;
            }
        }
        run.finish(result);
        return true;
    }

    private ImageSource open() throws IOException {
        ImageSource source = settings.data().open();
        settings.data().requireOneShape(source.train());
        source.train().skipped().forEach(skipped -> out.println("left out: " + skipped));
        return source;
    }

    private static void requireWholeBatch(TrainingOptions training, ImageSplit images) {
        if (training.samplesPerUpdate() > images.pretrain().size()) {
            String accumulated = training.accumulate == 1 ? "" : " x " + training.accumulate + " accumulated";
            throw new IllegalArgumentException("--batch-size" + (training.accumulate == 1 ? "" : " x --accumulate")
                    + " must be at most the number of images to learn from, got " + training.batchSize + accumulated
                    + " and " + images.pretrain().size() + " images");
        }
    }

    private void announce(EvaluationPlan plan) {
        ImageShape shape = images.pretrain().shape();
        out.printf(
                "%s: %d images of %s to learn from%s%n",
                settings.data().name(),
                images.pretrain().size(),
                shape,
                images.labeled()
                        ? ", "
                                + images.validation()
                                        .map(LabeledImageDataset::size)
                                        .orElse(0) + " to watch, "
                                + images.test().orElseThrow().size() + " to test"
                        : "");
        plan.remark().ifPresent(remark -> out.println("note: " + remark));
        if (settings.training().init == null) {
            settings.training().encoder.remark(shape).ifPresent(remark -> out.println("note: " + remark));
        }
        out.printf(
                "%s, %.2f million parameters, representation of %d%n",
                settings.training().encoderName(),
                encoder.network().parameters().length() / 1e6,
                encoder.representationSize());
    }
}
