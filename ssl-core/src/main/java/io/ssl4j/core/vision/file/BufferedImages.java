package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;

/**
 * Converts between {@link Image} and Java's {@link BufferedImage}; use {@link Image#of(BufferedImage)} and {@link
 * Image#toBufferedImage()}.
 */
public final class BufferedImages {

    private static final int MOST_CHANNELS = 4;

    private BufferedImages() {}

    /** Returns the samples of a picture, as those of a decoded file. See {@link Image#of(BufferedImage, ColorMode)}. */
    public static Image read(BufferedImage picture, ColorMode color) {
        return Pixels.toImage(picture, color);
    }

    /** Returns a picture with the samples of an image. See {@link Image#toBufferedImage()}. */
    public static BufferedImage write(Image image) {
        if (image.channels() > MOST_CHANNELS) {
            throw new IllegalArgumentException("a BufferedImage has 1 channel (gray), 2 (gray and alpha), 3 (RGB) or 4"
                    + " (RGB and alpha), got an image of " + image.shape() + "; choose some of its channels");
        }
        switch (image.sampleType()) {
            case UINT8, UINT16, FLOAT32 -> {
                // the types of samples that a picture has
            }
            case INT16, INT32, UINT32 ->
                throw new IllegalArgumentException("a BufferedImage has samples of unsigned 8 or 16 bits or floats, got"
                        + " an image of " + image.sampleType().text() + "; map its values to 0..1 first");
        }
        BufferedImage picture = blank(image);
        WritableRaster raster = picture.getRaster();
        int samples = image.width() * image.channels();
        for (int y = 0; y < image.height(); y++) {
            if (image.sampleType() == Image.SampleType.FLOAT32) {
                float[] row = new float[samples];
                image.copyValuesTo(y * samples, samples, row, 0);
                raster.setPixels(0, y, image.width(), 1, row);
            } else {
                raster.setPixels(0, y, image.width(), 1, row(image, y * samples, samples));
            }
        }
        return picture;
    }

    private static int[] row(Image image, int from, int length) {
        int[] row = new int[length];
        for (int i = 0; i < length; i++) {
            row[i] = image.sampleType() == Image.SampleType.UINT8
                    ? image.bytes()[from + i] & 0xFF
                    : image.shorts()[from + i] & 0xFFFF;
        }
        return row;
    }

    /** Of 8-bit samples a picture of a standard type, which every program can write and draw. */
    private static BufferedImage blank(Image image) {
        int standard =
                switch (image.channels()) {
                    case 1 -> BufferedImage.TYPE_BYTE_GRAY;
                    case 3 -> BufferedImage.TYPE_3BYTE_BGR;
                    case MOST_CHANNELS -> BufferedImage.TYPE_4BYTE_ABGR;
                    default -> BufferedImage.TYPE_CUSTOM;
                };
        if (image.sampleType() == Image.SampleType.UINT8 && standard != BufferedImage.TYPE_CUSTOM) {
            return new BufferedImage(image.width(), image.height(), standard);
        }
        boolean alpha = image.channels() % 2 == 0;
        int type =
                switch (image.sampleType()) {
                    case UINT8 -> DataBuffer.TYPE_BYTE;
                    case UINT16 -> DataBuffer.TYPE_USHORT;
                    default -> DataBuffer.TYPE_FLOAT;
                };
        ColorSpace space = ColorSpace.getInstance(image.channels() < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ComponentColorModel model = new ComponentColorModel(
                space, alpha, false, alpha ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE, type);
        return new BufferedImage(
                model, model.createCompatibleWritableRaster(image.width(), image.height()), false, null);
    }
}
