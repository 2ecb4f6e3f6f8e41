package io.ssl4j.core.testing;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.List;

/** Two copies of a vector, each with its own noise: the view "views", {@code [2N, length]}. */
public record NoisyPairs(int length, float noise) implements ViewGenerator<float[]> {

    @Override
    public List<ViewSpec> layout() {
        return List.of(ViewSpec.of("views", 2, length));
    }

    @Override
    public void write(float[] sample, RandomKey key, ViewSlot slot) {
        for (int copy = 0; copy < 2; copy++) {
            RandomStream random = key.child(copy).stream();
            FloatBuffer row = slot.row("views", copy);
            for (float value : sample) {
                row.put(value + random.uniform(-noise, noise));
            }
        }
    }
}
