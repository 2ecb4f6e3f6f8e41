package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.RunPosition;
import io.ssl4j.core.optim.schedule.RunLength;

/**
 * Splits an epoch into updates, and an update into the batches that the loader makes: {@code accumulate} of them,
 * except in a smaller last update that is not dropped.
 *
 * @param samples samples in the training set
 * @param batchSize samples per batch
 * @param accumulate batches per update
 * @param dropLast whether a last update that is smaller than the others is dropped
 */
record UpdatePlan(int samples, int batchSize, int accumulate, boolean dropLast) {

    static UpdatePlan of(TrainerConfig config, int samples) {
        return new UpdatePlan(samples, config.batchSize(), config.accumulate(), config.dropLast());
    }

    /** The samples of every update except a smaller last one. */
    int samplesPerUpdate() {
        return Math.multiplyExact(batchSize, accumulate);
    }

    long updatesPerEpoch() {
        int whole = samples / samplesPerUpdate();
        return dropLast || samples % samplesPerUpdate() == 0 ? whole : whole + 1L;
    }

    /**
     * Returns the length of a run of so many epochs that is at a position: the steps made and those to come. If the
     * number of samples never changed, that is the product of epochs and steps.
     */
    RunLength length(int epochs, RunPosition position) {
        long toCome = Math.multiplyExact(updatesPerEpoch(), (long) epochs - position.epoch()) - position.batch();
        return new RunLength(Math.addExact(position.step(), toCome), updatesPerEpoch());
    }

    /** The index of the loader's first batch of an update. */
    long firstBatch(long update) {
        return update * accumulate;
    }

    /** The number of batches in an update of an epoch. */
    int batches(long update) {
        long left = samples - update * samplesPerUpdate();
        return left >= samplesPerUpdate() ? accumulate : (int) ((left + batchSize - 1) / batchSize);
    }

    /** The number of samples seen after some complete epochs and some updates of the next. */
    long samplesSeen(int epochs, long updates) {
        long perEpoch = dropLast ? updatesPerEpoch() * samplesPerUpdate() : samples;
        return epochs * perEpoch + updates * samplesPerUpdate();
    }
}
