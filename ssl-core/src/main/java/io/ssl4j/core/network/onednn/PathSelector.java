package io.ssl4j.core.network.onednn;

import org.nd4j.common.util.OneTimeLogger;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One layer's decision between oneDNN and the stock implementation, and its memory of the last choice. */
final class PathSelector {

    private static final Logger LOG = LoggerFactory.getLogger(PathSelector.class);

    private final String layer;
    private boolean possible;
    private ExecutionPath last = ExecutionPath.NONE;

    /**
     * @param layer name for the log
     * @param type of the network; only float runs on oneDNN
     * @param unsupported what about the configuration oneDNN cannot do, or null
     */
    PathSelector(String layer, DataType type, String unsupported) {
        this.layer = layer;
        this.possible = type == DataType.FLOAT && OneDnn.enabled() && OneDnn.available();
        if (possible && unsupported != null) {
            giveUp(unsupported);
        }
    }

    boolean possible() {
        return possible;
    }

    /** From now on this layer runs the stock implementation. */
    void giveUp(String reason) {
        if (possible) {
            possible = false;
            OneTimeLogger.warn(LOG, "layer '{}' runs on DL4J's own implementation, which is slower: {}", layer, reason);
        }
    }

    ExecutionPath last() {
        return last;
    }

    boolean lastWasNative() {
        return last == ExecutionPath.ONEDNN;
    }

    void ran(ExecutionPath path) {
        last = path;
    }
}
