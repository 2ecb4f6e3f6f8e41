package io.ssl4j.core.method;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A self-supervised method: defines what a network is fed and what is minimised. The trainer does everything else:
 * loading, optimising, scheduling, logging, checkpoints. Methods do not depend on the trainer, nor the trainer on any
 * particular method.
 *
 * @param <T> the sample type
 */
public interface SslMethod<T> {

    /** The name on the command line and in logs: "simclr". */
    String name();

    /**
     * The method's configuration as text that is the same in every process, such as that of a configuration record. A
     * run resumes only under the same text. Empty by default: nothing is compared.
     */
    default String settings() {
        return "";
    }

    /** Returns the generator that turns a raw sample into the arrays of one step. */
    ViewGenerator<T> views();

    /** The smallest batch that a step can use. A run that would end on a smaller one is rejected before it starts. */
    default int minimumBatchSize() {
        return 2;
    }

    /**
     * The number that every batch size must be a multiple of, such as the number of parts that batch norm splits a
     * batch into.
     */
    default int batchMultiple() {
        return 1;
    }

    /**
     * The largest number of groups into which a step splits the rows of a pass for batch norm ({@link
     * io.ssl4j.core.network.PassMode}). Networks that cannot do so are rejected before the first step.
     */
    default int statisticGroups() {
        return 1;
    }

    /**
     * Why a sample's loss depends on the rest of its batch, as a phrase that completes "in the loss, ..."; empty if the
     * loss is a mean over independent samples. Only if it is empty do the gradients of several batches add up to those
     * of one large batch, so that accumulation ({@code TrainerBuilder.accumulate}) is possible. The trainer checks the
     * networks of {@link #parameterGroups} itself; the method must account for other networks that a step runs in
     * training mode, and for queues or banks that it fills. By default, independence is not promised.
     */
    default Optional<String> batchDependence() {
        return Optional.of("samples may depend on each other: the method does not say otherwise (batchDependence())");
    }

    /**
     * Facts about the method's collapse: the value of its loss when all embeddings coincide, and which of its settings
     * to change. None by default.
     *
     * @param batchSize samples in the batch that the loss is computed over
     */
    default CollapseHints collapseHints(int batchSize) {
        return CollapseHints.none();
    }

    /**
     * How to set the method so that it has no schedule of weight decay of its own, as a phrase in brackets:
     * "decay-growth to 1"; empty if it never has one.
     */
    default String decayScheduleRemedy() {
        return "";
    }

    /**
     * Returns whether the method learns from labels, such as a supervised baseline. Only then does the trainer pass it
     * the labels of the training set, in {@link RunInfo#labels}; if there are none, {@link #prepare} throws.
     */
    default boolean usesLabels() {
        return false;
    }

    /**
     * Called once before the first step, and before {@link #parameterGroups} and {@link #state}, to set the sizes of
     * banks, steps per epoch and the like. A resumed run calls it too, then overwrites the state.
     */
    default void prepare(RunInfo run) {}

    /**
     * Called before each epoch. A run that resumes in the middle of an epoch does not call it again for that epoch, so
     * whatever it sets belongs in {@link #state}.
     */
    default void beforeEpoch(EpochContext<T> context) {}

    /**
     * Runs forward, loss and backward, and adds the gradients to those in the networks of {@link #parameterGroups}.
     * Called once per update, or once for each batch that an update accumulates.
     */
    StepResult step(ViewBatch batch, StepContext context);

    /** Called once per update, after the optimiser: updates EMA targets, queues, centres. */
    default void afterUpdate(StepContext context) {}

    /** The networks that are trained, and how. Each has a unique name. */
    List<ParameterGroup> parameterGroups();

    /**
     * The encoders that the run produces, by name. The main one, which is measured and saved, is called "encoder". A
     * method with a moving average of its encoder hands out both under the names of their roles as well, such as
     * "online" and "target", and says which of them is the main one.
     */
    Map<String, Encoder<?>> encoders();

    /**
     * The name, among {@link #encoders}, of the encoder that the optimiser trains, which other methods may train as
     * well. By default the main one; another where the main one is a moving average.
     */
    default String trainedEncoder() {
        return Encoder.NAME;
    }

    /** The state that a checkpoint must store besides the trained networks. */
    default MethodState state() {
        return MethodState.empty();
    }
}
