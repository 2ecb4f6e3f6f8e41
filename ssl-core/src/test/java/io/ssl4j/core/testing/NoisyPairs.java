package io.ssl4j.core.testing;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import java.util.List;

/** Two copies of a vector, each with its own noise: the view "views", {@code [2N, length]}. */
public record NoisyPairs(int length, float noise) implements ViewGenerator<float[]> {

    @Override
    public List<ViewSpec> layout() {
        return copies().layout();
    }

    @Override
    public void write(float[] sample, RandomKey key, ViewSlot slot) {
        copies().write(sample, key, slot);
    }

    private NoisyCopies copies() {
        return new NoisyCopies(length, 2, noise);
    }
}
