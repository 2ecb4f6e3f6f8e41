package io.ssl4j.core.network.onednn.internal.layer;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The end of a residual block: the sum of its inputs, followed by max(x, 0), in one pass. Two inputs of the same shape
 * run on oneDNN if possible, everything else on DL4J's own vertex.
 */
public class ResidualAddRelu extends ElementWiseVertex {

    /** The sum of two inputs, then ReLU. */
    public ResidualAddRelu() {
        super(Op.Add);
    }

    /**
     * For deserialisation.
     *
     * @param op must be Add
     */
    public ResidualAddRelu(@JsonProperty("op") Op op) {
        super(op);
        if (op != Op.Add) {
            throw new IllegalArgumentException("a residual connection adds, got the operation " + op);
        }
    }

    @Override
    public ResidualAddRelu clone() {
        return new ResidualAddRelu();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResidualAddRelu;
    }

    @Override
    public int hashCode() {
        return ResidualAddRelu.class.hashCode();
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int idx,
            INDArray paramsView,
            boolean initializeParams,
            DataType networkDatatype) {
        return new ResidualAddReluVertex(graph, name, idx, networkDatatype);
    }
}
