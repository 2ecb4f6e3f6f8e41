package io.ssl4j.core.batch;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one sample in plain arrays: for looking at views. */
public final class MemoryRows implements ViewSlot {

    private final Map<String, FloatBuffer> rows = new HashMap<>();

    /** Room for the rows and masks of a layout. */
    public MemoryRows(List<ViewSpec> layout) {
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

    /** What was written into a row. */
    public float[] values(String view, int copy) {
        return row(view, copy).array();
    }

    /** What was written into a mask. */
    public float[] maskValues(String view, int copy) {
        return mask(view, copy).array();
    }
}
