package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Converts a decoded picture with float samples or samples of more than 8 bits to an {@link Image} of float or 16-bit
 * samples.
 */
final class DeepPixels {

    private static final int FULL = 65535;

    private DeepPixels() {}

    /**
     * Returns whether a picture has samples that 8 bits cannot hold, in a colour space that needs no conversion: sRGB
     * or gray.
     */
    static boolean applies(ColorModel model) {
        boolean direct = !(model instanceof IndexColorModel)
                && (model.getNumColorComponents() == 1 || model.getColorSpace().isCS_sRGB());
        return direct && (isFloat(model) || model.getComponentSize(0) > 8);
    }

    private static boolean isFloat(ColorModel model) {
        return model.getTransferType() == DataBuffer.TYPE_FLOAT || model.getTransferType() == DataBuffer.TYPE_DOUBLE;
    }

    static Image toImage(BufferedImage picture, ColorMode color) {
        ColorModel model = picture.getColorModel();
        int height = picture.getHeight();
        int width = picture.getWidth();
        int stored = Pixels.storedChannels(model);
        int channels = color.channels() == 0 ? stored : color.channels();
        float[] samples = new float[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
        float[] row = new float[width * stored];
        for (int y = 0; y < height; y++) {
            read(picture, y, stored, row);
            if (model.isAlphaPremultiplied() && model.hasAlpha()) {
                divideByAlpha(row, stored);
            }
            convert(row, stored, samples, y * width * channels, channels);
        }
        if (isFloat(model)) {
            return Image.ofFloats(height, width, channels, samples);
        }
        short[] shorts = new short[samples.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) Math.max(0, Math.min(FULL, Math.round(samples[i] * FULL)));
        }
        return Image.ofShorts(height, width, channels, shorts);
    }

    /** Reads a line, scaled to 0..1; floats are kept unchanged. */
    private static void read(BufferedImage picture, int y, int stored, float[] row) {
        Raster raster = picture.getRaster();
        int left = raster.getMinX();
        int top = raster.getMinY() + y;
        if (isFloat(picture.getColorModel())) {
            raster.getPixels(left, top, picture.getWidth(), 1, row);
            return;
        }
        int[] values = raster.getPixels(left, top, picture.getWidth(), 1, (int[]) null);
        int[] bits = picture.getColorModel().getComponentSize();
        for (int c = 0; c < stored; c++) {
            long full = (1L << bits[c]) - 1;
            for (int i = c; i < row.length; i += stored) {
                row[i] = (float) ((double) (values[i] & full) / full);
            }
        }
    }

    private static void divideByAlpha(float[] row, int stored) {
        for (int i = 0; i < row.length; i += stored) {
            float alpha = row[i + stored - 1];
            for (int c = 0; c < stored - 1; c++) {
                row[i + c] = alpha > 0 ? row[i + c] / alpha : 0;
            }
        }
    }

    private static void convert(float[] row, int stored, float[] samples, int offset, int channels) {
        if (channels == stored) {
            System.arraycopy(row, 0, samples, offset, row.length);
            return;
        }
        for (int from = 0, to = offset; from < row.length; from += stored, to += channels) {
            float alpha = stored % 2 == 0 ? row[from + stored - 1] : 1;
            float red = overWhite(row[from], alpha);
            float green = stored >= 3 ? overWhite(row[from + 1], alpha) : red;
            float blue = stored >= 3 ? overWhite(row[from + 2], alpha) : red;
            if (channels == 3) {
                samples[to] = red;
                samples[to + 1] = green;
                samples[to + 2] = blue;
            } else {
                samples[to] = 0.299f * red + 0.587f * green + 0.114f * blue;
            }
        }
    }

    private static float overWhite(float value, float alpha) {
        return value * alpha + (1 - alpha);
    }
}
