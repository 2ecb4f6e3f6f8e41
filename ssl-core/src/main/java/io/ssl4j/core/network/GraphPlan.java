package io.ssl4j.core.network;

import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.DisposableOutput;
import io.ssl4j.core.network.onednn.internal.OverwritesInput;
import io.ssl4j.core.network.onednn.internal.PassThrough;
import io.ssl4j.core.network.onednn.internal.SharedGradients;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;

/**
 * Facts about a graph that {@link GraphExecutor} determines before it runs: which arrays may be shared, and how long
 * each is read.
 */
final class GraphPlan {

    private GraphPlan() {}

    /** Tells the vertices which arrays they may share, given that the executor never writes to them. */
    static void shareArrays(GraphVertex[] vertices) {
        shareGradients(vertices);
        overwriteActivations(vertices);
    }

    /**
     * Lets several vertices share one gradient array if none of them writes to it: the executor and our fast layers do
     * not, but nothing is known of foreign layers.
     */
    private static void shareGradients(GraphVertex[] vertices) {
        for (GraphVertex vertex : vertices) {
            if (vertex instanceof SharedGradients sharing) {
                sharing.setGradientsShared(Arrays.stream(vertex.getInputVertices())
                        .map(source -> vertices[source.getVertexIndex()])
                        .allMatch(source -> isPassThrough(source) || source.getLayer() instanceof AcceleratedLayer));
            }
        }
    }

    /** Lets a vertex overwrite an activation that no other vertex reads. */
    private static void overwriteActivations(GraphVertex[] vertices) {
        for (GraphVertex vertex : vertices) {
            if (vertex instanceof OverwritesInput overwriting) {
                VertexIndices[] sources = vertex.getInputVertices();
                for (int j = sources.length - 1; j >= 0; j--) {
                    GraphVertex source = vertices[sources[j].getVertexIndex()];
                    if (source.getLayer() instanceof DisposableOutput producer
                            && source.getOutputVertices().length == 1
                            && !source.isOutputVertex()) {
                        overwriting.setOverwritable(j, producer);
                    }
                }
            }
        }
    }

    /** Returns whether the vertex passes its input through, so that its gradient needs no array of its own. */
    static boolean isPassThrough(GraphVertex vertex) {
        return vertex instanceof LayerVertex layer
                && layer.getLayer() instanceof PassThrough
                && layer.getLayerPreProcessor() == null;
    }

    /** Returns, for each vertex, the position in the order at which the gradients that it passes down are last read. */
    static int[] lastUses(GraphVertex[] vertices, int[] order) {
        int[] position = new int[vertices.length];
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
        }
        int[] last = new int[vertices.length];
        for (int index : order) {
            last[index] = position[index];
            VertexIndices[] sources = vertices[index].getInputVertices();
            for (int j = 0; sources != null && j < sources.length; j++) {
                int source = sources[j].getVertexIndex();
                last[index] = Math.min(last[index], isPassThrough(vertices[source]) ? last[source] : position[source]);
            }
        }
        return last;
    }
}
