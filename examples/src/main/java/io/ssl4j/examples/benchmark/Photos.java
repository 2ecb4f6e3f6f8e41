package io.ssl4j.examples.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A folder of JPEG files of the size that photographs have in ImageNet (500 x 375, some 55 kB). Their content is noise
 * of many scales, stronger the larger the scale, as in photographs.
 */
final class Photos {

    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int SCALES = 8;
    private static final float QUALITY = 0.88f;

    private Photos() {}

    static Path write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve(String.format(Locale.ROOT, "photo-%03d.jpg", i));
                try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                    writer.setOutput(out);
                    writer.write(null, new IIOImage(picture(new Random(i)), null, null), param);
                }
            }
        } finally {
            writer.dispose();
        }
        return folder;
    }

    private static BufferedImage picture(Random random) {
        float[] light = layers(random, 1);
        float[] red = layers(random, 0.3f);
        float[] blue = layers(random, 0.3f);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < light.length; i++) {
            int rgb = level(light[i] + red[i]) << 16 | level(light[i]) << 8 | level(light[i] + blue[i]);
            picture.setRGB(i % WIDTH, i / WIDTH, rgb);
        }
        return picture;
    }

    private static int level(float value) {
        return Math.max(0, Math.min(255, Math.round(128 + 75 * value)));
    }

    private static float[] layers(Random random, float strength) {
        float[] sum = new float[WIDTH * HEIGHT];
        for (int scale = 0; scale < SCALES; scale++) {
            int step = 1 << SCALES - 1 - scale;
            add(random, step, strength * (float) Math.pow(step / 128.0, 0.7), sum);
        }
        return sum;
    }

    /** Adds noise that changes every {@code step} pixels, with straight lines between. */
    private static void add(Random random, int step, float strength, float[] sum) {
        int columns = WIDTH / step + 2;
        float[] grid = new float[columns * (HEIGHT / step + 2)];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = strength * (float) random.nextGaussian();
        }
        for (int i = 0; i < sum.length; i++) {
            int at = i / WIDTH / step * columns + i % WIDTH / step;
            float right = (float) (i % WIDTH % step) / step;
            float down = (float) (i / WIDTH % step) / step;
            float top = grid[at] + right * (grid[at + 1] - grid[at]);
            float bottom = grid[at + columns] + right * (grid[at + columns + 1] - grid[at + columns]);
            sum[i] += top + down * (bottom - top);
        }
    }
}
