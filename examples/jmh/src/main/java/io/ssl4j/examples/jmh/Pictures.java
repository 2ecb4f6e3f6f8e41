package io.ssl4j.examples.jmh;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.Arrays;

/** Images to work on: smooth waves in bytes. */
final class Pictures {

    private Pictures() {}

    /** A shape from its text, height x width x channels: "32x32x3". */
    static ImageShape shape(String text) {
        int[] extents =
                Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
        return new ImageShape(extents[0], extents[1], extents[2]);
    }

    static Image pattern(ImageShape shape, int index) {
        byte[] samples = new byte[shape.height() * shape.width() * shape.channels()];
        int at = 0;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    double wave = Math.sin(0.13 * index * y + 0.4 * c) + Math.cos(0.07 * index * x - 0.3 * c);
                    samples[at++] = (byte) Math.round(127.5 + 60 * wave);
                }
            }
        }
        return Image.ofBytes(shape.height(), shape.width(), shape.channels(), samples);
    }
}
