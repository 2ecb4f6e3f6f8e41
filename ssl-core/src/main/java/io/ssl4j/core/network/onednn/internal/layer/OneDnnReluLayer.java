package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.KeepsLayout;
import io.ssl4j.core.network.onednn.internal.kernel.DenseLayout;
import io.ssl4j.core.network.onednn.internal.kernel.ElementwiseKernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnRelu}. */
public class OneDnnReluLayer extends ActivationLayer implements AcceleratedLayer, KeepsLayout {

    private final PathSelector path;
    private final ElementwiseKernels kernels = new ElementwiseKernels();

    OneDnnReluLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        path = PathSelector.of(layerConf().getLayerName(), dataType, null);
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    @Override
    public boolean takesBlocked() {
        return path.possible() && layerConf().getIDropout() == null;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        if (!path.possible() || input.dataType() != DataType.FLOAT || !DenseLayout.shared(input)) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        INDArray output = DenseLayout.like(input, ArrayType.ACTIVATIONS, workspaceMgr);
        kernels.relu(input, output);
        path.ran(ExecutionPath.ONEDNN);
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!path.lastWasNative() || !DenseLayout.shared(input, epsilon)) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        INDArray gradient = DenseLayout.like(input, ArrayType.ACTIVATION_GRAD, workspaceMgr);
        kernels.reluBackward(input, epsilon, gradient);
        return new Pair<>(new DefaultGradient(), gradient);
    }
}
