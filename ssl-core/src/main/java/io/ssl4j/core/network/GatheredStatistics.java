package io.ssl4j.core.network;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs the batch norms of one pass over the rows of all workers, forward and backward, and hands on this worker's part
 * (synchronised batch norm). Gradients at outputs come in the scale of {@link Gather.Gathered#own} and leave in it.
 */
final class GatheredStatistics {

    private final Gather gather;
    /** By vertex: all rows of the batch, and the way back to this worker's. */
    private final Map<Integer, Gather.Gathered> gathered = new HashMap<>();

    GatheredStatistics(Gather gather) {
        this.gather = gather;
    }

    static boolean isBatchNorm(GraphVertex vertex) {
        return vertex.hasLayer() && vertex.getLayer().conf().getLayer() instanceof BatchNormalization;
    }

    INDArray forward(GraphVertex vertex, LayerWorkspaceMgr memory) {
        INDArray own = vertex.getInputs()[0];
        Gather.Gathered all = gather.gather(own, 1);
        gathered.put(vertex.getVertexIndex(), all);
        vertex.setInput(0, memory.dup(ArrayType.ACTIVATIONS, all.rows(), 'c'), memory);
        INDArray whole = vertex.doForward(true, memory);
        return memory.dup(ArrayType.ACTIVATIONS, all.own().apply(whole).divi(multiple(all, own)), 'c');
    }

    INDArray[] backward(GraphVertex vertex, INDArray epsilon, LayerWorkspaceMgr memory) {
        Gather.Gathered all = gathered.get(vertex.getVertexIndex());
        INDArray whole = gather.gather(epsilon.div(multiple(all, epsilon)), 1).rows();
        vertex.setEpsilon(memory.dup(ArrayType.ACTIVATION_GRAD, whole, 'c'));
        INDArray down = vertex.doBackward(false, memory).getSecond()[0];
        INDArray own = all.own().apply(down);
        return new INDArray[] {memory.dup(ArrayType.ACTIVATION_GRAD, own, 'c')};
    }

    /** All rows as a multiple of this worker's. */
    private static double multiple(Gather.Gathered all, INDArray own) {
        return (double) all.rows().size(0) / own.size(0);
    }
}
