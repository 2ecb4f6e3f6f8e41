package io.ssl4j.core.network.onednn.internal.kernel;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Determines the shape to compute from a convolution's configuration and its input. */
public final class ConvolutionGeometry {

    /** Floats in an AVX2 register. */
    private static final int VECTOR = 8;

    private final ConvolutionLayer conf;
    private final boolean relu;
    private ConvolutionShape last;

    public ConvolutionGeometry(ConvolutionLayer conf, boolean relu) {
        this.conf = conf;
        this.relu = relu;
    }

    /** Returns what in the configuration only the stock layer supports, or null. */
    public String unsupported() {
        if (conf.getKernelSize().length != 2) {
            return "the kernel has " + conf.getKernelSize().length + " dimensions, not 2";
        }
        return conf.getConvolutionMode() == ConvolutionMode.Causal ? "causal convolution" : null;
    }

    /** Returns what in the configuration only oneDNN does not support, or null. */
    public String unsupportedByOneDnn() {
        return overrunsItsScratch()
                ? "a 1x1 convolution with a stride needs channels in multiples of " + VECTOR + ", at least "
                        + 2 * VECTOR + " of input, got " + conf.getNIn() + " and " + conf.getNOut()
                : null;
    }

    /**
     * oneDNN 2.5.2 computes these by first gathering the strided pixels, and if the channels do not fill whole vectors,
     * or the input channels fill only one, it writes past the end of that scratch memory (glibc's heap checks show it
     * for 4, 8 and 12 input channels, and not for 16, 24, 40 and 64).
     */
    private boolean overrunsItsScratch() {
        boolean pointwise = conf.getKernelSize()[0] == 1 && conf.getKernelSize()[1] == 1;
        boolean strided = conf.getStride()[0] > 1 || conf.getStride()[1] > 1;
        boolean whole = conf.getNIn() % VECTOR == 0 && conf.getNOut() % VECTOR == 0 && conf.getNIn() >= 2 * VECTOR;
        return pointwise && strided && !whole;
    }

    /**
     * The shape as channels-last images compute it.
     *
     * @param input {@code [batch, channels, height, width]} or {@code [batch, height, width, channels]}, as configured,
     *     or blocked
     * @throws org.deeplearning4j.exception.DL4JInvalidInputException if kernel, stride and padding do not fit the input
     */
    public ConvolutionShape shape(INDArray input) {
        int first = format(input) == CNN2DFormat.NCHW ? 2 : 1;
        long batch = input.size(0);
        int height = (int) input.size(first);
        int width = (int) input.size(first + 1);
        if (last == null || last.batch() != batch || last.inputHeight() != height || last.inputWidth() != width) {
            last = shape(input, batch, height, width);
        }
        return last;
    }

    private CNN2DFormat format(INDArray input) {
        return ImageLayout.spatialFormat(input, conf.getCnn2dDataFormat());
    }

    private ConvolutionShape shape(INDArray input, long batch, int height, int width) {
        Window window = Window.over(
                input,
                format(input),
                conf.getKernelSize(),
                conf.getStride(),
                conf.getPadding(),
                conf.getDilation(),
                conf.getConvolutionMode());
        return new ConvolutionShape(
                batch, height, width, conf.getNIn(), conf.getNOut(), window, conf.hasBias(), relu, false);
    }
}
