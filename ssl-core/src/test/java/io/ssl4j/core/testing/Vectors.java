package io.ssl4j.core.testing;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;

/** A data set of short vectors, uniform in -1..1 and addressed by their index. */
public record Vectors(int size, int length, long seed) implements Dataset<float[]> {

    @Override
    public float[] get(int index) {
        RandomStream random = RandomKey.of(seed).child(index).stream();
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = random.uniform(-1, 1);
        }
        return vector;
    }
}
