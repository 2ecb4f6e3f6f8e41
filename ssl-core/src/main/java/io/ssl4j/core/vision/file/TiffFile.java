package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.core.vision.tiff.TiffDamageException;
import io.ssl4j.core.vision.tiff.TiffNumbers;
import java.util.Optional;

/**
 * Reads TIFF files whose samples are numbers, in the channels of a colour mode; those of colours are left to others.
 */
final class TiffFile {

    private static final double[] LUMA = {0.299, 0.587, 0.114};

    private TiffFile() {}

    /** Returns the image; empty if the file's samples are colours. */
    static Optional<Image> read(Origin origin, byte[] content, ImageFormat format, ColorMode mode) {
        try {
            Optional<TiffNumbers> numbers = TiffNumbers.of(content);
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            requireSize(origin, numbers.get(), format, content.length);
            requireChannels(origin, numbers.get(), mode);
            return Optional.of(converted(origin, numbers.get().decode(), mode));
        } catch (TiffDamageException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw origin.damaged(0, "cannot be decoded as TIFF: " + e.getMessage(), e);
        }
    }

    /** The shape of the image, from the directory; empty if the file's samples are colours. */
    static Optional<ImageShape> shape(Origin origin, byte[] content, ImageFormat format, ColorMode mode) {
        try {
            Optional<TiffNumbers> numbers = TiffNumbers.of(content);
            numbers.ifPresent(known -> requireSize(origin, known, format, content.length));
            return numbers.map(known -> new ImageShape(known.height(), known.width(), mode.channels()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw origin.damaged(0, "cannot be decoded as TIFF: " + e.getMessage(), e);
        }
    }

    private static void requireSize(Origin origin, TiffNumbers numbers, ImageFormat format, long length) {
        String problem = PixelLimit.problem(numbers.height(), numbers.width(), format, length);
        if (problem != null) {
            throw origin.damaged(0, "cannot be decoded as TIFF: " + problem);
        }
    }

    private static void requireChannels(Origin origin, TiffNumbers numbers, ColorMode mode) {
        if (mode != ColorMode.AS_STORED && numbers.hasAlpha()) {
            throw origin.damaged(
                    0,
                    "a file with signed, 32-bit or float samples and a channel of transparency is read only as stored:"
                            + " --color as_stored, ColorMode.AS_STORED");
        }
    }

    private static Image converted(Origin origin, Image image, ColorMode mode) {
        int from = image.channels();
        int to = mode.channels() == 0 ? from : mode.channels();
        if (from == to) {
            return image;
        }
        if (from != 1 && from != 3) {
            throw origin.damaged(
                    0,
                    "a file of " + from + " channels cannot be read with " + to
                            + "; read it as stored: --color as_stored, ColorMode.AS_STORED");
        }
        int pixels = image.height() * image.width();
        double[] values = new double[pixels * to];
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < to; c++) {
                values[p * to + c] = from == 1 ? value(image, p, 0) : luma(image, p);
            }
        }
        return Image.ofValues(image.height(), image.width(), to, image.sampleType(), values);
    }

    private static double luma(Image image, int pixel) {
        double sum = 0;
        for (int c = 0; c < LUMA.length; c++) {
            sum += LUMA[c] * value(image, pixel, c);
        }
        return sum;
    }

    private static double value(Image image, int pixel, int channel) {
        return image.value(pixel / image.width(), pixel % image.width(), channel);
    }
}
