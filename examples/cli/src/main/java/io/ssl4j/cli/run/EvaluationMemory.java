package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.FeatureMap;

/** The memory that the evaluation after a run holds at once, beyond what the training took. */
final class EvaluationMemory {

    /** The features of the samples, standardised, and room for the rows that are multiplied. */
    private static final int COPIES_OF_FEATURES = 3;

    private EvaluationMemory() {}

    /** Bytes of the widest floor's features and of the test samples; 0 if nothing is measured. */
    static <T> long of(OpenData<T> data, DataSplit<T> split, EncoderInput<T> input) {
        long labeled = split.bank().map(bank -> (long) bank.size()).orElse(0L)
                + split.test().map(test -> (long) test.size()).orElse(0L);
        if (labeled == 0) {
            return 0;
        }
        long ownTest = data.source().test().map(Dataset::bytesInMemory).orElse(0L);
        return COPIES_OF_FEATURES * Float.BYTES * labeled * widestFloor(data, split, input) + ownTest;
    }

    /** Features of the floor that has most, found by trying them on one sample. */
    private static <T> long widestFloor(OpenData<T> data, DataSplit<T> split, EncoderInput<T> input) {
        Dataset<T> one = split.pretrain().select(0);
        long widest = 0;
        for (FeatureMap<T> floor : data.modality().floors(one, input, 0)) {
            widest = Math.max(widest, floor.features(one).size(1));
        }
        return widest;
    }
}
