package io.ssl4j.eval.finetune;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.train.TrainingResult;
import java.util.List;
import java.util.Optional;

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
}
