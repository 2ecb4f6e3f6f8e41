package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import org.nd4j.common.util.OneTimeLogger;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses between the implementations of one layer, and remembers the last choice. */
final class PathSelector {

    private static final Logger LOG = LoggerFactory.getLogger(PathSelector.class);

    private final String layer;
    private final boolean onLibNd4j;
    private ExecutionPath next;
    private ExecutionPath last = ExecutionPath.NONE;

    private PathSelector(String layer, DataType type, boolean onLibNd4j, String unsupported) {
        this.layer = layer;
        this.onLibNd4j = onLibNd4j;
        next = type == DataType.FLOAT ? LayerPaths.fastest(onLibNd4j) : ExecutionPath.STOCK;
        if (next == ExecutionPath.ONEDNN && unsupported != null) {
            giveUp(unsupported);
        }
    }

    /**
     * For a layer that runs on oneDNN or on the stock implementation.
     *
     * @param layer name for the log
     * @param type of the network; only float runs on another implementation than the stock one
     * @param unsupported what about the configuration oneDNN cannot do, or null
     */
    static PathSelector of(String layer, DataType type, String unsupported) {
        return new PathSelector(layer, type, false, unsupported);
    }

    /**
     * For a layer that can run on libnd4j's ops too.
     *
     * @param onOneDnn what about the configuration oneDNN alone cannot do, or null
     * @param onEither what about the configuration neither oneDNN nor libnd4j can do, or null
     */
    static PathSelector withLibNd4j(String layer, DataType type, String onOneDnn, String onEither) {
        return new PathSelector(layer, type, onEither == null, onEither == null ? onOneDnn : onEither);
    }

    /** The path for the next forward pass: never NONE. */
    ExecutionPath next() {
        return next;
    }

    /** Returns whether the next forward pass should run on oneDNN. */
    boolean possible() {
        return next == ExecutionPath.ONEDNN;
    }

    /** From now on this layer runs on the path after oneDNN. */
    void giveUp(String reason) {
        if (possible()) {
            next = onLibNd4j ? ExecutionPath.LIBND4J : ExecutionPath.STOCK;
            OneTimeLogger.warn(
                    LOG,
                    "layer '{}' runs on {}, which is slower: {}",
                    layer,
                    onLibNd4j ? "libnd4j's ops" : "DL4J's own implementation",
                    reason);
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
