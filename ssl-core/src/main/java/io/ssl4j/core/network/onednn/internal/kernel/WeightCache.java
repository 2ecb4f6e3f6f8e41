package io.ssl4j.core.network.onednn.internal.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Constant weights, reordered once for each layout that a kernel requests. Safe for use by several threads; the
 * returned memory must only be read.
 */
public final class WeightCache {

    private record Entry(String layer, memory.desc layout, memory weights) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param layer unique within the network
     * @param weights in {@code plain} layout
     * @param layout the layout that the kernel prefers
     */
    public synchronized memory get(String layer, INDArray weights, memory.desc plain, memory.desc layout) {
        for (Entry entry : entries) {
            if (entry.layer().equals(layer) && entry.layout().equals(layout)) {
                return entry.weights();
            }
        }
        memory reordered = new memory(layout, OneDnn.engine());
        Layouts.copy(plain, layout)
                .slot(DNNL_ARG_FROM, plain)
                .internal(DNNL_ARG_TO, reordered)
                .bind(DNNL_ARG_FROM, weights)
                .run();
        entries.add(new Entry(layer, layout, reordered));
        return reordered;
    }
}
