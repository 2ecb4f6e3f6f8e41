package io.ssl4j.core.vision.image;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.SampleReader;
import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFit;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.file.ImageFile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The input of an image encoder: size, channel order, the range of values that become 0 and 1, and the mean and
 * deviation that it is normalised with afterwards. It is stored in the encoder's file, so that a frozen encoder maps
 * new images as those that it learned from.
 *
 * @param height rows
 * @param width columns
 * @param channels samples per pixel
 * @param order the memory layout of a batch
 * @param mean per channel, of samples in 0..1
 * @param deviation per channel, above 0
 * @param range the values that become 0 and 1; empty for the range of the samples' type ({@link ValueRange#of})
 */
public record ImageInput(
        int height,
        int width,
        int channels,
        ChannelOrder order,
        float[] mean,
        float[] deviation,
        Optional<ValueRange> range)
        implements EncoderInput<Image> {

    /** The kind in encoder files. */
    public static final String KIND = "image";

    /** The name of the row. */
    public static final String ROW = "image";

    public ImageInput {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("an encoder input needs height, width and channels of at least 1, got "
                    + height + " x " + width + " x " + channels);
        }
        Require.normalization(channels, mean, deviation);
        Objects.requireNonNull(range, "range");
        mean = mean.clone();
        deviation = deviation.clone();
    }

    /** Makes an input for images whose samples' type has a range. */
    public ImageInput(int height, int width, int channels, ChannelOrder order, float[] mean, float[] deviation) {
        this(height, width, channels, order, mean, deviation, Optional.empty());
    }

    /** Makes an NHWC input normalised with mean 0.5 and deviation 0.5 in every channel. */
    public static ImageInput of(int height, int width, int channels) {
        float[] half = new float[channels];
        Arrays.fill(half, 0.5f);
        return new ImageInput(height, width, channels, ChannelOrder.NHWC, half, half);
    }

    /**
     * Makes an NHWC input for the images of a data set, with their shape and range and the mean and deviation of each
     * channel.
     *
     * @param data images of one shape; statistics are taken over at most {@value ImageStatistics#DEFAULT_LIMIT} of
     *     them. A constant channel gets deviation 1
     * @throws IllegalStateException if the images differ in shape; the message names the first one that does
     * @throws IllegalArgumentException if they differ in range, or need one and have none
     */
    public static ImageInput of(Dataset<Image> data) {
        ImageShape shape = ImageDataset.of(data).shape();
        ImageStatistics statistics = ImageStatistics.of(data);
        float[] mean = new float[shape.channels()];
        float[] deviation = new float[shape.channels()];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) statistics.mean()[c];
            deviation[c] = statistics.deviation()[c] > 0 ? (float) statistics.deviation()[c] : 1;
        }
        return new ImageInput(
                shape.height(),
                shape.width(),
                shape.channels(),
                ChannelOrder.NHWC,
                mean,
                deviation,
                data.get(0).range());
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] deviation() {
        return deviation.clone();
    }

    public ImageInput withOrder(ChannelOrder newOrder) {
        return new ImageInput(height, width, channels, newOrder, mean, deviation, range);
    }

    public ImageInput withNormalization(float[] newMean, float[] newDeviation) {
        return new ImageInput(height, width, channels, order, newMean, newDeviation, range);
    }

    public ImageInput withSize(int newHeight, int newWidth) {
        return new ImageInput(newHeight, newWidth, channels, order, mean, deviation, range);
    }

    /** Returns the same input with the values that become 0 and 1, whatever the samples' type. */
    public ImageInput withRange(ValueRange newRange) {
        return new ImageInput(height, width, channels, order, mean, deviation, Optional.of(newRange));
    }

    /**
     * Returns an image with the range of this input, and counts the values outside it ({@link ClampedValues}).
     *
     * @throws IllegalArgumentException if the image has another range, or if neither has one and the samples need one
     */
    public Image ranged(Image image) {
        if (range.isPresent()
                && image.range().filter(own -> !own.equals(range.get())).isPresent()) {
            throw new IllegalArgumentException("the encoder maps values by the range " + range.get()
                    + ", but an image was given the range " + image.range().get() + "; leave that out");
        }
        Image ranged = range.map(image::withRange).orElse(image);
        if (ranged.range().isPresent()) {
            ClampedValues.count(ranged);
        } else {
            ImageValues.require(image, "an image");
        }
        return ranged;
    }

    /**
     * Returns the input of an encoder of images.
     *
     * @throws IllegalArgumentException if the encoder was made with an input of another class
     */
    public static ImageInput of(Encoder<Image> encoder) {
        if (encoder.input() instanceof ImageInput input) {
            return input;
        }
        throw new IllegalArgumentException("this needs an encoder with an ImageInput, got one with "
                + encoder.input().getClass().getName());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Image> sampleType() {
        return Image.class;
    }

    @Override
    public List<ViewSpec> rows() {
        return List.of(ViewSpec.of(ROW, 1, rowShape()));
    }

    @Override
    public void write(Image sample, ViewSlot slot) {
        Preprocessing.of(this).write(sample, slot);
    }

    @Override
    public void check(Dataset<Image> data) {
        ImageFit.require(data, this, false);
    }

    /** Reads image files with the input's channels, each cropped to the input's proportions and resized to its size. */
    @Override
    public Optional<SampleReader<Image>> reader() {
        ImageFolderOptions options =
                ImageFolderOptions.defaults().withColor(ColorMode.of(channels)).withResize(height, width);
        return Optional.of((content, name) -> ImageFile.read(content, name, options));
    }

    /**
     * Suggests the other channel order: DL4J and its zoo use NCHW by default, while networks from Keras are mostly
     * NHWC.
     */
    @Override
    public Optional<String> remedy(Predicate<EncoderInput<Image>> takes) {
        ChannelOrder other = order == ChannelOrder.NHWC ? ChannelOrder.NCHW : ChannelOrder.NHWC;
        return takes.test(withOrder(other))
                ? Optional.of("but it takes them as " + other + ": use input.withOrder(ChannelOrder." + other + ")")
                : Optional.empty();
    }

    /** The shape of one row: {@code [h, w, c]} or {@code [c, h, w]}. */
    public long[] rowShape() {
        return order == ChannelOrder.NHWC ? new long[] {height, width, channels} : new long[] {channels, height, width};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageInput o
                && height == o.height
                && width == o.width
                && channels == o.channels
                && order == o.order
                && Arrays.equals(mean, o.mean)
                && Arrays.equals(deviation, o.deviation)
                && range.equals(o.range);
    }

    @Override
    public int hashCode() {
        return Objects.hash(height, width, channels, order, Arrays.hashCode(mean), Arrays.hashCode(deviation), range);
    }

    @Override
    public String describe() {
        return toString();
    }

    /** "28 x 28 x 1 NHWC, mean [0.5], deviation [0.5]". */
    @Override
    public String toString() {
        return height + " x " + width + " x " + channels + " " + order + ", mean " + Arrays.toString(mean)
                + ", deviation " + Arrays.toString(deviation)
                + range.map(values -> ", values " + values).orElse("");
    }
}
