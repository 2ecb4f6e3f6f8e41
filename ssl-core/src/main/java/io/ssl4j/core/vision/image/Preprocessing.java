package io.ssl4j.core.vision.image;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.SampleReader;
import io.ssl4j.core.vision.dataset.ImageFit;
import io.ssl4j.core.vision.file.ImageFile;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns an image into one row of an encoder's input, without randomness: resized if requested, normalised with the
 * input's mean and deviation, in its channel order. Used for embedding, evaluation and serving, and as the last step of
 * every view. It can replace an {@link ImageInput} with the same rows. Immutable; safe for use by several threads.
 */
public final class Preprocessing implements EncoderInput<Image> {

    private final ImageInput input;
    private final Framing framing;
    private final float[] scale;
    private final float[] shift;
    private static final ThreadLocal<ImageBuffer> BUFFERS = ThreadLocal.withInitial(ImageBuffer::new);

    private Preprocessing(ImageInput input, Framing framing) {
        this.input = input;
        this.framing = framing;
        float[] mean = input.mean();
        float[] deviation = input.deviation();
        this.scale = new float[mean.length];
        this.shift = new float[mean.length];
        for (int c = 0; c < mean.length; c++) {
            scale[c] = 1 / deviation[c];
            shift[c] = -mean[c] / deviation[c];
        }
    }

    /** For images that already have the input's size; others are rejected. */
    public static Preprocessing of(ImageInput input) {
        return new Preprocessing(input, null);
    }

    /** For images of any size, which are stretched to the input's size. */
    public static Preprocessing resizing(ImageInput input) {
        return new Preprocessing(input, Resize.stretch(input.height(), input.width()));
    }

    /** For images of any size, cropped to the largest centred part with the input's proportions. */
    public static Preprocessing centerCrop(ImageInput input) {
        return new Preprocessing(input, Resize.centerCrop(input.height(), input.width()));
    }

    /** The input that rows are made for. */
    public ImageInput input() {
        return input;
    }

    /** The number of floats in one row: height x width x channels. */
    public int rowLength() {
        return input.height() * input.width() * input.channels();
    }

    /**
     * Returns all images as rows, in data set order, for code that takes arrays, such as DL4J's {@code fit}. All rows
     * are in memory at once; {@code Encoder.embed(images)} works in batches instead.
     *
     * @return {@code [size, ...]} as {@link ImageInput#rowShape} specifies, float
     */
    public INDArray rows(Dataset<Image> images) {
        INDArray rows = Nd4j.createUninitialized(
                DataType.FLOAT,
                LongStream.concat(LongStream.of(images.size()), LongStream.of(input.rowShape()))
                        .toArray());
        FloatBuffer target = rows.data().asNioFloat();
        for (int i = 0; i < images.size(); i++) {
            write(images.get(i), target);
        }
        return rows;
    }

    /**
     * Writes an image as one row at the buffer's position, which advances by {@link #rowLength()}.
     *
     * @throws IllegalArgumentException if the image's channel count is not the input's, or its size is not and no
     *     resizing was requested
     */
    public void write(Image image, FloatBuffer row) {
        requireChannels(image, input);
        Image ranged = input.ranged(image);
        ImageBuffer buffer = BUFFERS.get();
        if (framing == null || (image.height() == input.height() && image.width() == input.width())) {
            requireSize(image);
            buffer.load(ranged);
        } else {
            framing.apply(ranged, buffer, null);
        }
        write(buffer, row);
    }

    /**
     * Writes a picture that has the input's shape, normalised, at the buffer's position. The picture is not changed.
     *
     * @throws IllegalArgumentException if the picture has another shape
     */
    public void write(ImageBuffer picture, FloatBuffer row) {
        if (picture.height() != input.height()
                || picture.width() != input.width()
                || picture.channels() != input.channels()) {
            throw new IllegalArgumentException("a view must have the shape of the encoder's input, " + shape(input)
                    + ", got " + picture.shape() + "; begin the pipeline with a crop or resize to that size");
        }
        float[] out = picture.row();
        if (input.order() == ChannelOrder.NHWC && picture.channels() > 1) {
            interleaved(picture.planes(), out, picture.pixels());
        } else {
            planar(picture.planes(), out, picture.pixels());
        }
        row.put(out, 0, picture.size());
    }

    private void interleaved(float[][] planes, float[] to, int pixels) {
        int channels = scale.length;
        if (channels == 3) {
            interleaved(planes[0], planes[1], planes[2], to, pixels);
            return;
        }
        for (int c = 0; c < channels; c++) {
            float[] from = planes[c];
            float a = scale[c];
            float b = shift[c];
            for (int p = 0; p < pixels; p++) {
                to[p * channels + c] = from[p] * a + b;
            }
        }
    }

    private void interleaved(float[] first, float[] second, float[] third, float[] to, int pixels) {
        float a = scale[0];
        float b = scale[1];
        float c = scale[2];
        float d = shift[0];
        float e = shift[1];
        float f = shift[2];
        for (int p = 0; p < pixels; p++) {
            to[3 * p] = first[p] * a + d;
            to[3 * p + 1] = second[p] * b + e;
            to[3 * p + 2] = third[p] * c + f;
        }
    }

    private void planar(float[][] planes, float[] to, int pixels) {
        for (int c = 0; c < scale.length; c++) {
            planar(planes[c], to, c * pixels, pixels, scale[c], shift[c]);
        }
    }

    private static void planar(float[] from, float[] to, int offset, int pixels, float scale, float shift) {
        for (int p = 0; p < pixels; p++) {
            to[offset + p] = from[p] * scale + shift;
        }
    }

    @Override
    public String kind() {
        return ImageInput.KIND;
    }

    @Override
    public Class<Image> sampleType() {
        return Image.class;
    }

    @Override
    public List<ViewSpec> rows() {
        return input.rows();
    }

    @Override
    public void write(Image sample, ViewSlot slot) {
        write(sample, slot.row(ImageInput.ROW, 0));
    }

    @Override
    public void check(Dataset<Image> data) {
        ImageFit.require(data, input, framing != null);
    }

    /** Reads image files with the input's channels; as they are if images of any size are taken. */
    @Override
    public Optional<SampleReader<Image>> reader() {
        ColorMode color = ColorMode.of(input.channels());
        return framing == null ? input.reader() : Optional.of((content, name) -> ImageFile.read(content, name, color));
    }

    private void requireSize(Image image) {
        if (image.height() != input.height() || image.width() != input.width()) {
            throw new IllegalArgumentException("every image must have the size of the encoder's input, "
                    + input.height() + " x " + input.width() + ", got an image of " + image.height() + " x "
                    + image.width() + "; ask for a resize (Preprocessing.resizing or centerCrop)");
        }
    }

    /** Requires an image to have the channel count of an input. */
    public static void requireChannels(Image image, ImageInput input) {
        if (image.channels() != input.channels()) {
            throw new IllegalArgumentException("every image must have the " + channels(input.channels())
                    + " of the encoder's input (" + shape(input) + "), got an image of " + image.shape()
                    + "; convert the images to " + channels(input.channels()) + ", or build the encoder for "
                    + channels(image.channels()));
        }
    }

    /** "1 channel", "3 channels". */
    public static String channels(int count) {
        return count == 1 ? "1 channel" : count + " channels";
    }

    static String shape(ImageInput input) {
        return input.height() + " x " + input.width() + " x " + input.channels();
    }
}
