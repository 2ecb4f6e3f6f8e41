package io.ssl4j.core.network.onednn.internal.kernel;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/**
 * Memory descriptors of float arrays. oneDNN names dimensions in the order batch, channels, height, width, whatever the
 * layout.
 */
final class Layouts {

    private Layouts() {}

    public static memory.desc of(memory.format_tag tag, long... dimensions) {
        return new memory.desc(dimensions, memory.data_type.f32, tag);
    }

    /** A kernel from one layout to another, without arguments yet. */
    public static Kernel copy(memory.desc from, memory.desc to) {
        return new Kernel(new reorder(new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to)));
    }
}
