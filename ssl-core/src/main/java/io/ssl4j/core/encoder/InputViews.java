package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import java.util.List;

/**
 * Provides the rows of an encoder's input as the views of a batch, without randomness; used to embed a data set.
 *
 * @param input what the encoder takes
 * @param <T> the sample type
 */
public record InputViews<T>(EncoderInput<T> input) implements ViewGenerator<T> {

    @Override
    public List<ViewSpec> layout() {
        return input.rows();
    }

    @Override
    public String describe() {
        return "as they are: " + input;
    }

    @Override
    public void check(Dataset<T> data) {
        input.check(data);
    }

    @Override
    public void write(T sample, RandomKey key, ViewSlot slot) {
        input.write(sample, slot);
    }
}
