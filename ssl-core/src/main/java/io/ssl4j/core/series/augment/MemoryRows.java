package io.ssl4j.core.series.augment;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one sample in plain arrays. */
final class MemoryRows implements ViewSlot {

    private final Map<String, FloatBuffer> rows = new HashMap<>();

    MemoryRows(List<ViewSpec> layout) {
        for (ViewSpec spec : layout) {
            for (int v = 0; v < spec.copies(); v++) {
                rows.put(spec.name() + '/' + v, FloatBuffer.allocate(spec.rowLength()));
                if (spec.masked()) {
                    rows.put(spec.name() + "/mask/" + v, FloatBuffer.allocate(spec.maskLength()));
                }
            }
        }
    }

    @Override
    public FloatBuffer row(String view, int copy) {
        return rows.get(view + '/' + copy).position(0);
    }

    @Override
    public FloatBuffer mask(String view, int copy) {
        return rows.get(view + "/mask/" + copy).position(0);
    }

    float[] values(String view, int copy) {
        return row(view, copy).array();
    }

    float[] maskValues(String view, int copy) {
        return mask(view, copy).array();
    }
}
