package io.ssl4j.core.train;

import io.ssl4j.core.optim.schedule.RunLength;

/**
 * How an epoch is cut into updates, and an update into the batches that the loader makes: {@code accumulate} of them, but
 * for a smaller last update where it is not dropped.
 *
 * @param samples samples in the training set
 * @param batchSize samples per batch
 * @param accumulate batches per update
 * @param dropLast leave out a last update that is smaller than the others
 */
record UpdatePlan(int samples, int batchSize, int accumulate, boolean dropLast) {

    static UpdatePlan of(TrainerConfig config, int samples) {
        return new UpdatePlan(samples, config.batchSize(), config.accumulate(), config.dropLast());
    }

    /** Samples of every update but a smaller last one. */
    int samplesPerUpdate() {
        return Math.multiplyExact(batchSize, accumulate);
    }

    long updatesPerEpoch() {
        int whole = samples / samplesPerUpdate();
        return dropLast || samples % samplesPerUpdate() == 0 ? whole : whole + 1L;
    }

    RunLength length(int epochs) {
        return new RunLength(Math.multiplyExact(updatesPerEpoch(), epochs), updatesPerEpoch());
    }

    /** The loader's batch that an update of an epoch begins with. */
    long firstBatch(long update) {
        return update * accumulate;
    }

    /** The batches of an update of an epoch. */
    int batches(long update) {
        long left = samples - update * samplesPerUpdate();
        return left >= samplesPerUpdate() ? accumulate : (int) ((left + batchSize - 1) / batchSize);
    }

    /** Samples seen after some epochs and some updates of another. */
    long samplesSeen(int epochs, long updates) {
        long perEpoch = dropLast ? updatesPerEpoch() * samplesPerUpdate() : samples;
        return epochs * perEpoch + updates * samplesPerUpdate();
    }
}
