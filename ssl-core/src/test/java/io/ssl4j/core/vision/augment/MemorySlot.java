package io.ssl4j.core.vision.augment;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one sample in plain arrays; {@link #row} gives the same buffer object each time and allocates nothing.
 */
public final class MemorySlot implements ViewSlot {

    private final Map<String, FloatBuffer[]> rows = new LinkedHashMap<>();

    public MemorySlot(List<ViewSpec> layout) {
        for (ViewSpec spec : layout) {
            FloatBuffer[] copies = new FloatBuffer[spec.copies()];
            for (int v = 0; v < copies.length; v++) {
                copies[v] = FloatBuffer.allocate(spec.rowLength());
            }
            rows.put(spec.name(), copies);
        }
    }

    @Override
    public FloatBuffer row(String view, int copy) {
        return rows.get(view)[copy].position(0);
    }

    float[] samples(String view, int copy) {
        return rows.get(view)[copy].array().clone();
    }

    @Override
    public FloatBuffer mask(String view, int copy) {
        throw new UnsupportedOperationException("image views have no masks");
    }
}
