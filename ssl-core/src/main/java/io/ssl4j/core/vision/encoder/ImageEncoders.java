package io.ssl4j.core.vision.encoder;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.Initialization;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Standard image encoders, made of stock DL4J layers, each ending in an average pool. All take images of any channel
 * count in NHWC or NCHW; those with the small-image stem take any size from about 16 pixels. Each has a variant with a
 * data type, for gradient checks in double.
 */
public final class ImageEncoders {

    /** The first layers of a residual network. */
    public enum Stem {
        /** One 3x3 convolution with stride 1, for images of about 28 to 96 pixels (SimCLR, appendix B.9). */
        SMALL_IMAGE,
        /** A 7x7 convolution with stride 2 and a 3x3 max pool with stride 2, for images of about 128 pixels or more. */
        IMAGENET
    }

    private ImageEncoders() {}

    /**
     * Three strided 3x3 convolutions of 16, 32 and 64 channels: trains in seconds on a CPU; for tests and first tries.
     */
    public static Encoder<Image> tiny(ImageInput input, long seed) {
        return tiny(input, seed, DataType.FLOAT);
    }

    /** {@link #tiny(ImageInput, long) tiny} in float or double. */
    public static Encoder<Image> tiny(ImageInput input, long seed, DataType type) {
        return new ConvNet(input, type)
                .unit("block1", 16, 3, 2)
                .tap("block1")
                .unit("block2", 32, 3, 2)
                .tap("block2")
                .unit("block3", 64, 3, 1)
                .tap("block3")
                .globalAverage(Initialization.FAN_IN_UNIFORM, seed);
    }

    /**
     * {@link #tiny tiny} with biases instead of batch norm: the result for an image does not depend on the rest of its
     * batch, so that gradients of several batches add up to those of one large batch.
     */
    public static Encoder<Image> tinyPlain(ImageInput input, long seed) {
        return tinyPlain(input, seed, DataType.FLOAT);
    }

    /** {@link #tinyPlain(ImageInput, long) tinyPlain} in float or double. */
    public static Encoder<Image> tinyPlain(ImageInput input, long seed, DataType type) {
        return new ConvNet(input, type)
                .plainUnit("block1", 16, 3, 2)
                .tap("block1")
                .plainUnit("block2", 32, 3, 2)
                .tap("block2")
                .plainUnit("block3", 64, 3, 1)
                .tap("block3")
                .globalAverage(Initialization.FAN_IN_UNIFORM, seed);
    }

    /**
     * The smallest residual network, for a first run on a CPU: a 3x3 stem with stride 2 and 32 channels, basic blocks
     * of 32, 64 and 64 channels with strides 1, 2, 2, and averages over the four quarters of the image, so that the
     * representation of 256 numbers keeps some spatial information. It has 0.15 million parameters and needs about a
     * fifth of the computation of {@link #resNetS resNetS} with width 32.
     *
     * @param input at least 9 pixels high and wide
     */
    public static Encoder<Image> resNetXs(ImageInput input, long seed) {
        return resNetXs(input, seed, DataType.FLOAT);
    }

    /** {@link #resNetXs(ImageInput, long) resNetXs} in float or double. */
    public static Encoder<Image> resNetXs(ImageInput input, long seed, DataType type) {
        if (input.height() < 9 || input.width() < 9) {
            throw new IllegalArgumentException("this encoder needs images of at least 9 x 9 pixels, got "
                    + input.height() + " x " + input.width() + "; enlarge them or use ImageEncoders.tiny");
        }
        return new ConvNet(input, type)
                .unit("stem", 32, 3, 2)
                .tap("stem")
                .basicBlock("block1", 32, 1)
                .tap("block1")
                .basicBlock("block2", 64, 2)
                .tap("block2")
                .basicBlock("block3", 64, 2)
                .tap("block3")
                .quarterAverages(Initialization.FAN_IN_UNIFORM, seed);
    }

    /**
     * A small residual network: 3x3 stem of {@code width} channels, three stages of one basic block each with
     * {@code width}, {@code 2 width} and {@code 4 width} channels and strides 1, 2, 2. With width 32 it has 0.31
     * million parameters and representations of 128 numbers.
     */
    public static Encoder<Image> resNetS(ImageInput input, int width, long seed) {
        return resNetS(input, width, seed, DataType.FLOAT);
    }

    /** {@link #resNetS(ImageInput, int, long) resNetS} in float or double. */
    public static Encoder<Image> resNetS(ImageInput input, int width, long seed, DataType type) {
        return new ConvNet(input, type)
                .unit("stem", width, 3, 1)
                .tap("stem")
                .basicBlock("stage1", width, 1)
                .tap("stage1")
                .basicBlock("stage2", 2 * width, 2)
                .tap("stage2")
                .basicBlock("stage3", 4 * width, 2)
                .tap("stage3")
                .globalAverage(Initialization.FAN_IN_UNIFORM, seed);
    }

    /** ResNet-18 (He et al. 2016, arXiv:1512.03385): 11.2 million parameters, representations of 512 numbers. */
    public static Encoder<Image> resNet18(ImageInput input, Stem stem, long seed) {
        return resNet18(input, stem, seed, DataType.FLOAT);
    }

    /** {@link #resNet18(ImageInput, Stem, long) ResNet-18} in float or double. */
    public static Encoder<Image> resNet18(ImageInput input, Stem stem, long seed, DataType type) {
        ConvNet net = stem(new ConvNet(input, type), stem);
        int[] widths = {64, 128, 256, 512};
        for (int stage = 0; stage < widths.length; stage++) {
            for (int block = 0; block < 2; block++) {
                net.basicBlock(
                        "stage" + (stage + 1) + "_" + (block + 1), widths[stage], stage > 0 && block == 0 ? 2 : 1);
            }
            net.tap("stage" + (stage + 1));
        }
        return net.globalAverage(Initialization.FAN_OUT_NORMAL, seed);
    }

    /** ResNet-50 with the stride on the 3x3 convolutions: 23.5 million parameters, representations of 2048 numbers. */
    public static Encoder<Image> resNet50(ImageInput input, Stem stem, long seed) {
        return resNet50(input, stem, seed, DataType.FLOAT);
    }

    /** {@link #resNet50(ImageInput, Stem, long) ResNet-50} in float or double. */
    public static Encoder<Image> resNet50(ImageInput input, Stem stem, long seed, DataType type) {
        ConvNet net = stem(new ConvNet(input, type), stem);
        int[] widths = {64, 128, 256, 512};
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < widths.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                net.bottleneck(
                        "stage" + (stage + 1) + "_" + (block + 1), widths[stage], stage > 0 && block == 0 ? 2 : 1);
            }
            net.tap("stage" + (stage + 1));
        }
        return net.globalAverage(Initialization.FAN_OUT_NORMAL, seed);
    }

    private static ConvNet stem(ConvNet net, Stem stem) {
        return stem == Stem.SMALL_IMAGE
                ? net.unit("stem", 64, 3, 1).tap("stem")
                : net.unit("stem", 64, 7, 2).maxPool("stem_pool", 3, 2).tap("stem");
    }
}
