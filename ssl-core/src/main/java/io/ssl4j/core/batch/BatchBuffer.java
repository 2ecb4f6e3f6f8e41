package io.ssl4j.core.batch;

import io.ssl4j.core.network.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arrays of one batch in the ring, reused for the whole run. */
final class BatchBuffer {

    private final Map<String, ViewRows> rows = new LinkedHashMap<>();
    private final List<ViewRows> list;

    BatchBuffer(List<ViewSpec> layout, int batchSize) {
        for (ViewSpec spec : layout) {
            if (rows.put(spec.name(), new ViewRows(spec, batchSize)) != null) {
                throw new IllegalArgumentException(
                        "the views of a layout need different names, got '" + spec.name() + "' twice");
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a layout needs at least one view, got none");
        }
        this.list = new ArrayList<>(rows.values());
    }

    ViewRows rows(String view) {
        ViewRows found = rows.get(view);
        if (found == null) {
            throw new IllegalArgumentException("the layout has no view '" + view + "', it has " + rows.keySet());
        }
        return found;
    }

    List<ViewRows> rows() {
        return list;
    }

    /** Returns the batch as the trainer sees it: row order follows the batch's own size. */
    ViewBatch batch(int[] indices) {
        Map<String, Rows> views = new LinkedHashMap<>();
        for (ViewRows view : list) {
            views.put(view.spec().name(), view.view(indices.length));
        }
        return new ViewBatch(indices.length, indices, Collections.unmodifiableMap(views));
    }
}
