package io.ssl4j.core.method;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to feed and what to minimise. The trainer does everything else: loading, optimising, scheduling, logging,
 * checkpoints. A method knows nothing of the trainer, and the trainer of no method by name.
 *
 * @param <T> the sample type
 */
public interface SslMethod<T> {

    /** The name on the command line and in logs: "simclr". */
    String name();

    /**
     * What the method was configured with, in words that are the same in another process, such as a configuration record's.
     * A run resumes under the same words only. By default nothing is said, and nothing compared.
     */
    default String settings() {
        return "";
    }

    /** How a raw sample becomes the arrays of one step. */
    ViewGenerator<T> views();

    /** The smallest batch that a step can use; a run that would end on a smaller one is refused before it starts. */
    default int minimumBatchSize() {
        return 2;
    }

    /** What the size of every batch must be a multiple of, such as the parts that batch norm cuts it into. */
    default int batchMultiple() {
        return 1;
    }

    /**
     * Into how many groups, at the most, a step cuts the rows of a pass for batch norm
     * ({@link io.ssl4j.core.network.PassMode}); networks that cannot do so are refused before the first step.
     */
    default int statisticGroups() {
        return 1;
    }

    /**
     * What in the loss ties the samples of a batch together, in words that can follow "in the loss", or nothing if the loss
     * is a mean over samples, each by itself. Only then are the gradients of several batches those of one large batch, and
     * accumulation ({@code TrainerBuilder.accumulate}) possible. Networks of {@link #parameterGroups} are looked at by the trainer;
     * others that a step runs in training mode, and queues or banks that it fills, are for the method to answer for. By
     * default nothing is promised.
     */
    default Optional<String> batchDependence() {
        return Optional.of("samples may depend on each other: the method does not say otherwise (batchDependence())");
    }

    /**
     * What is known of the method's collapse: the value that its loss has when all embeddings are alike, and what to do in
     * its settings. By default nothing.
     *
     * @param batchSize samples of the batch that the loss is taken over
     */
    default CollapseHints collapseHints(int batchSize) {
        return CollapseHints.none();
    }

    /**
     * Whether the method learns from labels, such as a supervised one that others are held against. Only then the trainer
     * hands it those of the training set, in {@link RunInfo#labels}; where there are none, {@link #prepare} refuses.
     */
    default boolean usesLabels() {
        return false;
    }

    /**
     * Called once before the first step, and before {@link #parameterGroups} and {@link #state} are asked for: sizes of
     * banks, steps per epoch. A run that resumes calls it too, then overwrites the state.
     */
    default void prepare(RunInfo run) {}

    /**
     * Called before each epoch. A run that resumes in the middle of an epoch does not call it again for that one: what it
     * sets belongs into {@link #state}.
     */
    default void beforeEpoch(EpochContext<T> context) {}

    /**
     * Forward, loss and backward: adds gradients to those in the networks of {@link #parameterGroups}. Called once per
     * update, or once for each batch that an update accumulates.
     */
    StepResult step(ViewBatch batch, StepContext context);

    /** Called after the optimiser, once per update: EMA targets, queues, centres. */
    default void afterUpdate(StepContext context) {}

    /** What is trained, and how. Networks have unique names. */
    List<ParameterGroup> parameterGroups();

    /** What the user wants in the end; the main one is called "encoder". */
    Map<String, Encoder<?>> encoders();

    /** What must survive a checkpoint besides the trained networks. */
    default MethodState state() {
        return MethodState.empty();
    }
}
