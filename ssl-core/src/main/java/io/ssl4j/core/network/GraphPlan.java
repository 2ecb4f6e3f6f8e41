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

/** What {@link GraphExecutor} knows about a graph before it runs: which arrays may be shared, and how long each is read. */
final class GraphPlan {

    private GraphPlan() {}

    /** Tells the vertices which arrays they may share, given that the executor writes into none of them. */
    static void shareArrays(GraphVertex[] vertices) {
        shareGradients(vertices);
        overwriteActivations(vertices);
    }

    /**
     * One gradient array may serve several vertices where none of them writes into it: the executor does not, and neither
     * do fast layers, while of a stranger's layer nobody knows.
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

    /** Lets a vertex write over an activation that it alone reads. */
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

    /** Whether the vertex hands on what it gets, so that its gradient needs no array of its own. */
    static boolean isPassThrough(GraphVertex vertex) {
        return vertex instanceof LayerVertex layer
                && layer.getLayer() instanceof PassThrough
                && layer.getLayerPreProcessor() == null;
    }

    /** For each vertex the position in the order at which the gradients that it hands down were last read. */
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
