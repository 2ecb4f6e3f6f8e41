package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/** Prints which paths a small graph runs on, in a process of its own. */
final class LayerPathsProbe {

    private LayerPathsProbe() {}

    public static void main(String[] arguments) {
        ComputationGraph stock =
                new ComputationGraph(ResidualGraph.smallWithLoss(DataType.FLOAT, CNN2DFormat.NHWC, 8, 3, 16, 16, 10));
        stock.init();
        ComputationGraph fast = FastLayers.accelerate(stock);
        fast.outputSingle(LayerHarness.random(3, 2, 8, 8, 3).castTo(DataType.FLOAT));
        LayerPaths paths = LayerPaths.current();
        System.out.printf(
                "convolution %s, batch norm %s, reason %s, version %s%n",
                ((AcceleratedLayer) fast.getLayer("stemConv")).lastPath(),
                paths.batchNorm(),
                paths.reason().isPresent(),
                paths.oneDnnVersion().isPresent());
    }
}
