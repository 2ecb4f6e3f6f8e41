package io.ssl4j.eval.finetune;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.eval.features.ClassScores;
import io.ssl4j.eval.features.ClassificationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The outcome of fine-tuning.
 *
 * @param predictor the fine-tuned encoder with its head, to be saved; a copy
 * @param encoder the fine-tuned encoder without its head
 * @param run how the training ended
 * @param validation the score of the parameters that were kept; empty without validation samples
 * @param epoch the epoch whose parameters were kept, from 1
 * @param history the validation scores of the epochs that this call trained
 */
public record FineTuned<T>(
        Predictor<T> predictor,
        Encoder<T> encoder,
        TrainingResult run,
        Optional<Score> validation,
        int epoch,
        List<Score> history) {

    public FineTuned {
        history = List.copyOf(history);
    }

    /**
     * Classifies test samples, which must have had no part in training and validation.
     *
     * @throws IllegalStateException if the head was not trained for classes
     * @throws IllegalArgumentException if the samples have other classes
     */
    public ClassificationResult evaluate(LabeledDataset<T> test) {
        if (predictor.task() != Predictor.Task.CLASSES) {
            throw new IllegalStateException("only classes can be compared with labels, but the head was trained for "
                    + predictor.task() + "; use predictor().predict(samples)");
        }
        if (!predictor.names().containsAll(test.classNames())) {
            throw new IllegalArgumentException("the test samples must have the classes of training, "
                    + predictor.names() + ", got " + test.classNames());
        }
        double[][] probabilities =
                predictor.predict(test).castTo(DataType.DOUBLE).toDoubleMatrix();
        int[] labels = Arrays.stream(test.labels())
                .map(label -> predictor.names().indexOf(test.classNames().get(label)))
                .toArray();
        int[] predictions =
                Arrays.stream(probabilities).mapToInt(RowMath::largest).toArray();
        return new ClassificationResult(
                new ClassScores(predictions, probabilities, true),
                labels,
                predictor.names().size());
    }
}
