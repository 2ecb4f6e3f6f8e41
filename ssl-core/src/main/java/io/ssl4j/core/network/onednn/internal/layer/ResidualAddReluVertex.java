package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.DisposableOutput;
import io.ssl4j.core.network.onednn.internal.KeepsLayout;
import io.ssl4j.core.network.onednn.internal.OverwritesInput;
import io.ssl4j.core.network.onednn.internal.SharedGradients;
import io.ssl4j.core.network.onednn.internal.kernel.DenseLayout;
import io.ssl4j.core.network.onednn.internal.kernel.ElementwiseKernels;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running vertex of {@link ResidualAddRelu}. */
@SuppressWarnings("overrides") // DL4J declares setInputs with and without varargs
public class ResidualAddReluVertex extends ElementWiseVertex
        implements AcceleratedLayer, KeepsLayout, SharedGradients, OverwritesInput {

    private final PathSelector path;
    private final ElementwiseKernels kernels = new ElementwiseKernels();
    private boolean gradientsShared;
    private int overwritable;
    private DisposableOutput producer;
    private INDArray output;

    ResidualAddReluVertex(ComputationGraph graph, String name, int vertexIndex, DataType dataType) {
        super(graph, name, vertexIndex, Op.Add, dataType);
        path = PathSelector.of(name, dataType, null);
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    @Override
    public boolean takesBlocked() {
        return path.possible();
    }

    @Override
    public void setGradientsShared(boolean shared) {
        gradientsShared = shared;
    }

    @Override
    public void setOverwritable(int input, DisposableOutput newProducer) {
        overwritable = input;
        producer = newProducer;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray result;
        if (path.possible() && canDoForward() && isNative(inputs)) {
            if (producer != null && producer.isOutputDisposable()) {
                result = inputs[overwritable];
                kernels.addRelu(result, inputs[1 - overwritable], result);
            } else {
                result = DenseLayout.like(inputs[0], ArrayType.ACTIVATIONS, workspaceMgr);
                kernels.addRelu(inputs[0], inputs[1], result);
            }
            path.ran(ExecutionPath.ONEDNN);
        } else {
            result = super.doForward(training, workspaceMgr);
            Relu.forward(result, result);
            path.ran(ExecutionPath.STOCK);
        }
        output = training ? result : null;
        return result;
    }

    private static boolean isNative(INDArray... inputs) {
        return inputs.length == 2 && inputs[0].dataType() == DataType.FLOAT && DenseLayout.shared(inputs);
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
        if (!canDoBackward()) {
            throw new IllegalStateException(
                    "the gradient at the output of vertex '" + getVertexName() + "' must be set before backward");
        }
        if (!path.lastWasNative()) {
            return stockBackward(tbptt, workspaceMgr);
        }
        INDArray given = epsilon;
        if (!DenseLayout.shared(output, given)) {
            given = DenseLayout.like(output, ArrayType.BP_WORKING_MEM, workspaceMgr)
                    .assign(epsilon);
        }
        INDArray first = DenseLayout.like(output, ArrayType.ACTIVATION_GRAD, workspaceMgr);
        kernels.reluBackward(output, given, first);
        INDArray second = first;
        if (!gradientsShared) {
            second = DenseLayout.like(output, ArrayType.ACTIVATION_GRAD, workspaceMgr);
            kernels.reluBackward(output, given, second);
        }
        output = null;
        return new Pair<>(null, new INDArray[] {first, second});
    }

    private Pair<Gradient, INDArray[]> stockBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
        INDArray masked = workspaceMgr.createUninitialized(
                ArrayType.BP_WORKING_MEM, output.dataType(), output.shape(), output.ordering());
        Relu.backward(output, epsilon, masked);
        INDArray given = epsilon;
        epsilon = masked;
        Pair<Gradient, INDArray[]> result = super.doBackward(tbptt, workspaceMgr);
        epsilon = given;
        output = null;
        return result;
    }

    @Override
    public void clear() {
        super.clear();
        output = null;
    }
}
