package io.ssl4j.core.network;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The initial distribution of a new network's parameters. Each segment draws from its own stream, so adding a layer
 * does not change the initial weights of other layers.
 */
public enum Initialization {
    /**
     * PyTorch's default for linear and convolution layers: weights and biases from U(-1/sqrt(fanIn), 1/sqrt(fanIn)).
     */
    FAN_IN_UNIFORM,
    /**
     * He et al. 2015 (arXiv:1502.01852), normal with fan-out, as in torchvision's residual networks: convolution
     * weights from N(0, 2/fanOut); dense layers as {@link #FAN_IN_UNIFORM}.
     */
    FAN_OUT_NORMAL;

    /** Sets weights and biases; gains, shifts and statistics keep the layer's initial values (1, 0, 0, 1). */
    public void apply(Parameters parameters, RandomKey key) {
        Map<String, Long> fanInOfLayer = new TreeMap<>();
        for (Segment segment : parameters.segments()) {
            if (segment.kind() == SegmentKind.WEIGHT) {
                fanInOfLayer.put(layer(segment), fanIn(segment.shape()));
            }
        }
        for (Segment segment : parameters.segments()) {
            boolean weight = segment.kind() == SegmentKind.WEIGHT;
            if (!weight && segment.kind() != SegmentKind.BIAS) {
                continue;
            }
            RandomStream random = key.child(segment.name()).stream();
            Long fanIn = fanInOfLayer.get(layer(segment));
            if (fanIn == null) {
                continue;
            }
            double[] values = new double[(int) segment.length()];
            if (this == FAN_OUT_NORMAL && weight && segment.shape().length == 4) {
                long[] shape = segment.shape();
                double deviation = Math.sqrt(2.0 / (shape[0] * shape[2] * shape[3]));
                for (int i = 0; i < values.length; i++) {
                    values[i] = deviation * random.nextGaussian();
                }
            } else {
                double bound = 1 / Math.sqrt(fanIn);
                for (int i = 0; i < values.length; i++) {
                    values[i] = bound * (2 * random.nextDouble() - 1);
                }
            }
            INDArray start =
                    Nd4j.createFromArray(values).castTo(parameters.values().dataType());
            Parameters.view(parameters.values(), segment).assign(start);
        }
    }

    private static String layer(Segment segment) {
        return segment.name().substring(0, segment.name().lastIndexOf('_'));
    }

    /** Convolution weights are [out, in, kh, kw], dense weights [in, out]. */
    private static long fanIn(long[] shape) {
        return shape.length == 4 ? shape[1] * shape[2] * shape[3] : shape[0];
    }
}
