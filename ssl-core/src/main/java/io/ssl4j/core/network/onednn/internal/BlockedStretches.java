package io.ssl4j.core.network.onednn.internal;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.kernel.OneDnn;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;

/**
 * Finds the stretches of a graph in which images can be {@link BlockedImages blocked}: starting at a convolution, as
 * long as every reader accepts them. Where a stretch begins or ends inside the graph, a convolution copies from one
 * layout to the other; outputs of the graph are never blocked.
 */
public final class BlockedStretches {

    private final GraphVertex[] vertices;
    private final boolean[] blocked;

    private BlockedStretches(GraphVertex[] vertices) {
        this.vertices = vertices;
        this.blocked = new boolean[vertices.length];
    }

    /**
     * Tells every {@link BlockedOutput} of a graph whether it is in a stretch, if blocked images are the faster ones on
     * this processor; else changes nothing.
     *
     * @param vertices the vertices of an initialised graph whose executor passes arrays unchanged from vertex to vertex
     */
    public static void mark(GraphVertex[] vertices) {
        if (LayerPaths.fastest(false) == ExecutionPath.ONEDNN && OneDnn.prefersBlocks()) {
            markAlways(vertices);
        }
    }

    /** Does the same on any processor. */
    public static void markAlways(GraphVertex[] vertices) {
        new BlockedStretches(vertices).mark();
    }

    /** Makes every output of a graph plain again. */
    public static void unmark(GraphVertex[] vertices) {
        for (GraphVertex vertex : vertices) {
            if (images(vertex) instanceof BlockedOutput output) {
                output.setOutputBlocked(false);
            }
        }
    }

    private void mark() {
        for (int i = 0; i < vertices.length; i++) {
            BlockedImages images = images(vertices[i]);
            blocked[i] = images instanceof BlockedOutput output && output.canBlockOutput()
                    || images instanceof KeepsLayout && images.takesBlocked();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < vertices.length; i++) {
                if (blocked[i] && !canStay(vertices[i])) {
                    blocked[i] = false;
                    changed = true;
                }
            }
        }
        for (int i = 0; i < vertices.length; i++) {
            if (images(vertices[i]) instanceof BlockedOutput output) {
                output.setOutputBlocked(blocked[i]);
            }
        }
    }

    private boolean canStay(GraphVertex vertex) {
        VertexIndices[] readers = vertex.getOutputVertices();
        if (vertex.isOutputVertex() || readers == null) {
            return false;
        }
        boolean keeps = images(vertex) instanceof KeepsLayout;
        return Arrays.stream(readers).allMatch(reader -> takesBlocked(reader.getVertexIndex()))
                && (!keeps
                        || Arrays.stream(vertex.getInputVertices()).allMatch(from -> blocked[from.getVertexIndex()]));
    }

    private boolean takesBlocked(int reader) {
        BlockedImages images = images(vertices[reader]);
        return images instanceof KeepsLayout ? blocked[reader] : images != null && images.takesBlocked();
    }

    /** Returns a vertex's support of blocked images, or null if it has none. */
    private static BlockedImages images(GraphVertex vertex) {
        if (vertex instanceof BlockedImages images) {
            return images;
        }
        return vertex instanceof LayerVertex layer
                        && layer.getLayerPreProcessor() == null
                        && layer.getLayer() instanceof BlockedImages images
                ? images
                : null;
    }
}
