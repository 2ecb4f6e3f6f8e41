package io.ssl4j.eval.finetune;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewLayouts;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.InputViews;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Trains a whole encoder, from its pretrained weights, together with a new head.
 *
 * <pre>{@code
 * FineTuned<Image> tuned = FineTuner.of(FineTuneConfig.defaults().withPatience(5))
 *         .trainer(builder -> builder.listener(Progress.toConsole(System.err)).checkpoints(folder, Every.epochs(1)))
 *         .fit(encoder, train, validation);
 * tuned.predictor().save(Path.of("model.zip"));
 * }</pre>
 *
 * The given encoder is not changed. Validation samples choose the epoch whose parameters are kept; test samples must
 * not be used for that. Training runs on {@link Trainer}, so checkpoints, exact resume, progress and time limits are
 * the same as in pretraining.
 */
public final class FineTuner {

    private static final ViewNeed VIEWS = ViewNeed.copies("supervised", 1);

    private final FineTuneConfig config;
    private final UnaryOperator<TrainerBuilder> trainer;
    private final BiConsumer<Integer, Score> listener;

    private FineTuner(
            FineTuneConfig config, UnaryOperator<TrainerBuilder> trainer, BiConsumer<Integer, Score> listener) {
        this.config = config;
        this.trainer = trainer;
        this.listener = listener;
    }

    /** Makes a fine-tuner with some settings. */
    public static FineTuner of(FineTuneConfig config) {
        return new FineTuner(Objects.requireNonNull(config, "config"), UnaryOperator.identity(), (epochs, score) -> {});
    }

    /** Returns a fine-tuner with default settings. */
    public static FineTuner defaults() {
        return of(FineTuneConfig.defaults());
    }

    /** The settings. */
    public FineTuneConfig config() {
        return config;
    }

    /** Adds settings of the training loop: listeners, checkpoints, a time limit, loader threads. */
    public FineTuner trainer(UnaryOperator<TrainerBuilder> more) {
        return new FineTuner(config, builder -> more.apply(trainer.apply(builder)), listener);
    }

    /** Passes the validation score of every epoch to a consumer, with the number of epochs done. */
    public FineTuner reportingTo(BiConsumer<Integer, Score> consumer) {
        return new FineTuner(config, trainer, Objects.requireNonNull(consumer, "consumer"));
    }

    /** Fine-tunes for the classes of a data set, without validation: the parameters of the last epoch are kept. */
    public <T> FineTuned<T> fit(Encoder<T> encoder, LabeledDataset<T> train) {
        return fit(encoder, Examples.of(train), Optional.empty());
    }

    /**
     * Fine-tunes for the classes of a data set.
     *
     * @param validation chooses the epoch; disjoint from training and test samples
     */
    public <T> FineTuned<T> fit(Encoder<T> encoder, LabeledDataset<T> train, LabeledDataset<T> validation) {
        return fit(encoder, Examples.of(train), Optional.of(Examples.of(validation)));
    }

    /**
     * Fine-tunes for any targets.
     *
     * @throws IllegalArgumentException if training and validation targets differ in task or names
     */
    public <T> FineTuned<T> fit(Encoder<T> encoder, Examples<T> train, Optional<Examples<T>> validation) {
        return fit(encoder, views(encoder), train, validation);
    }

    /**
     * Fine-tunes for any targets, on views of your own.
     *
     * @param views one augmented copy of each sample, in the rows that the encoder takes
     */
    public <T> FineTuned<T> fit(
            Encoder<T> encoder, ViewGenerator<T> views, Examples<T> train, Optional<Examples<T>> validation) {
        return run(method(encoder, views, train, validation), train, Trainer::fit);
    }

    /** Resumes from the newest checkpoint; the arguments must be those that the run was started with. */
    public <T> FineTuned<T> resume(Encoder<T> encoder, Examples<T> train, Optional<Examples<T>> validation) {
        return resume(encoder, views(encoder), train, validation);
    }

    /** Resumes a run with views of its own. */
    public <T> FineTuned<T> resume(
            Encoder<T> encoder, ViewGenerator<T> views, Examples<T> train, Optional<Examples<T>> validation) {
        return run(method(encoder, views, train, validation), train, Trainer::resume);
    }

    private <T> ViewGenerator<T> views(Encoder<T> encoder) {
        return config.augment() ? Modalities.views(encoder, VIEWS) : new InputViews<>(encoder.input());
    }

    private <T> FineTuning<T> method(
            Encoder<T> encoder, ViewGenerator<T> views, Examples<T> train, Optional<Examples<T>> validation) {
        validation.ifPresent(held -> requireSameTargets(train.targets(), held.targets()));
        if (views.layout().size() == 1) {
            ViewSpec view = views.layout().get(0);
            ViewLayouts.require(views, view.name(), 1, FineTuning.NAME);
            ViewLayouts.requireRows(view, encoder.input().rows(), FineTuning.NAME);
        }
        return new FineTuning<>(encoder.copy(), views, train, validation, config, listener);
    }

    private static void requireSameTargets(Targets train, Targets validation) {
        if (train.task() != validation.task() || !train.names().equals(validation.names())) {
            throw new IllegalArgumentException(
                    "training and validation need the same targets, got " + train.task() + " "
                            + train.names() + " and " + validation.task() + " " + validation.names()
                            + "; split one data set, or open both parts together");
        }
    }

    private <T> FineTuned<T> run(FineTuning<T> method, Examples<T> train, Run<T> run) {
        TrainerBuilder builder = Trainer.builder()
                .optimizer(config.optimizer())
                .schedule(Schedules.warmupCosineEpochs(config.warmupEpochs()))
                .epochs(config.epochs())
                .batchSize(Math.min(config.batchSize(), train.size()))
                .seed(config.seed());
        TrainingResult result = run.start(trainer.apply(builder).build(), method, train.samples());
        int epochs = result.epochLosses().size();
        method.validation().ifPresent(validation -> {
            if (result.stopReason() == StopReason.COMPLETED) {
                validation.measure(epochs);
            }
            if (validation.bestEpoch() > 0) {
                validation.restoreBest();
            }
        });
        int kept = method.validation().map(Validation::bestEpoch).orElse(epochs);
        return new FineTuned<>(
                HeadGraph.join(method.encoder(), method.head(), train.targets(), method.loss()),
                method.encoder(),
                result,
                method.validation().filter(part -> part.bestEpoch() > 0).map(Validation::best),
                kept,
                method.validation().map(Validation::history).orElse(List.of()));
    }

    /** Starts or resumes a run. */
    private interface Run<T> {
        TrainingResult start(Trainer trainer, FineTuning<T> method, Dataset<T> samples);
    }
}
