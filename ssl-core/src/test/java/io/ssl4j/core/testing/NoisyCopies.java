package io.ssl4j.core.testing;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Some copies of a vector, each with its own noise.
 *
 * @param view the view's name, {@code [copies N, length]}
 */
public record NoisyCopies(String view, int length, int copies, float noise) implements ViewGenerator<float[]> {

    /** The view "views". */
    public NoisyCopies(int length, int copies, float noise) {
        this("views", length, copies, noise);
    }

    @Override
    public List<ViewSpec> layout() {
        return List.of(ViewSpec.of(view, copies, length));
    }

    @Override
    public void write(float[] sample, RandomKey key, ViewSlot slot) {
        for (int copy = 0; copy < copies; copy++) {
            RandomStream random = key.child(copy).stream();
            FloatBuffer row = slot.row(view, copy);
            for (float value : sample) {
                row.put(value + random.uniform(-noise, noise));
            }
        }
    }
}
