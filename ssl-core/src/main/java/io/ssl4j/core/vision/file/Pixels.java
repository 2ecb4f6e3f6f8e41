package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.jpeg.JpegPicture;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Converts the samples of a decoded picture to an {@link Image}, with 8 bits unless the picture has more. */
final class Pixels {

    private Pixels() {}

    static Image toImage(BufferedImage picture, ColorMode color) {
        if (DeepPixels.applies(picture.getColorModel())) {
            return DeepPixels.toImage(picture, color);
        }
        int height = picture.getHeight();
        int width = picture.getWidth();
        int stored = storedChannels(picture.getColorModel());
        int channels = color.channels() == 0 ? stored : color.channels();
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
        int[] row = new int[width * stored];
        boolean direct = isDirect(picture.getColorModel());
        for (int y = 0; y < height; y++) {
            if (direct) {
                readRaster(picture, y, row);
            } else {
                readColors(picture, y, stored, row);
            }
            convert(row, stored, samples, y * width * channels, channels);
        }
        return Image.ofBytes(height, width, channels, samples);
    }

    /** Converts 8-bit samples with 1 channel, gray, or 3, red, green and blue. */
    static Image toImage(JpegPicture picture, ColorMode color) {
        int stored = picture.channels();
        int channels = color.channels() == 0 ? stored : color.channels();
        if (channels == stored) {
            return Image.ofBytes(picture.height(), picture.width(), stored, picture.samples());
        }
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(picture.height(), picture.width()), channels)];
        int[] row = new int[picture.width() * stored];
        for (int y = 0; y < picture.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = picture.samples()[y * row.length + i] & 0xFF;
            }
            convert(row, stored, samples, y * picture.width() * channels, channels);
        }
        return Image.ofBytes(picture.height(), picture.width(), channels, samples);
    }

    /**
     * Returns the number of channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha; a palette of opaque grays
     * counts as gray.
     */
    static int storedChannels(ColorModel model) {
        int alpha = model.hasAlpha() ? 1 : 0;
        if (model instanceof IndexColorModel palette) {
            return (isGray(palette) ? 1 : 3) + alpha;
        }
        return (model.getNumColorComponents() == 1 ? 1 : 3) + alpha;
    }

    private static boolean isGray(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            int rgb = palette.getRGB(i);
            int blue = rgb & 0xFF;
            if ((rgb >> 8 & 0xFF) != blue || (rgb >> 16 & 0xFF) != blue) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether raster samples can be used directly as colours: sRGB, or gray, which {@code getRGB} would treat
     * as linear and brighten.
     */
    private static boolean isDirect(ColorModel model) {
        return !(model instanceof IndexColorModel)
                && (model.getNumColorComponents() == 1 || model.getColorSpace().isCS_sRGB())
                && model.getColorSpace().getType() != ColorSpace.TYPE_CMYK
                && !model.isAlphaPremultiplied();
    }

    private static void readRaster(BufferedImage picture, int y, int[] row) {
        Raster raster = picture.getRaster();
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, picture.getWidth(), 1, row);
        int[] bits = picture.getColorModel().getComponentSize();
        for (int b = 0; b < bits.length; b++) {
            if (bits[b] != 8) {
                long full = (1L << bits[b]) - 1;
                for (int i = b; i < row.length; i += bits.length) {
                    row[i] = (int) (((row[i] & full) * 255 + full / 2) / full);
                }
            }
        }
    }

    private static void readColors(BufferedImage picture, int y, int stored, int[] row) {
        int width = picture.getWidth();
        int[] argb = picture.getRGB(0, y, width, 1, null, 0, width);
        for (int x = 0; x < width; x++) {
            int at = x * stored;
            row[at] = argb[x] >> (stored >= 3 ? 16 : 0) & 0xFF;
            if (stored >= 3) {
                row[at + 1] = argb[x] >> 8 & 0xFF;
                row[at + 2] = argb[x] & 0xFF;
            }
            if (stored % 2 == 0) {
                row[at + stored - 1] = argb[x] >>> 24;
            }
        }
    }

    private static void convert(int[] row, int stored, byte[] samples, int offset, int channels) {
        int pixels = row.length / stored;
        for (int x = 0; x < pixels; x++) {
            int from = x * stored;
            int to = offset + x * channels;
            if (channels == stored) {
                for (int c = 0; c < channels; c++) {
                    samples[to + c] = (byte) row[from + c];
                }
                continue;
            }
            int alpha = stored % 2 == 0 ? row[from + stored - 1] : 255;
            int red = overWhite(row[from], alpha);
            int green = stored >= 3 ? overWhite(row[from + 1], alpha) : red;
            int blue = stored >= 3 ? overWhite(row[from + 2], alpha) : red;
            if (channels == 3) {
                samples[to] = (byte) red;
                samples[to + 1] = (byte) green;
                samples[to + 2] = (byte) blue;
            } else {
                samples[to] = (byte) Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
            }
        }
    }

    private static int overWhite(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
