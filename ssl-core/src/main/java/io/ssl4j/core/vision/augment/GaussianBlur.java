package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.Objects;

/**
 * Blurs with a Gaussian of random (uniform) standard deviation. The filter is separable. Borders are handled by
 * reflection about the border pixels, and the kernel's radius is limited to side - 1.
 *
 * @param sigmaMin smallest deviation in pixels, at least 1e-3
 * @param sigmaMax largest deviation in pixels
 * @param kernel how far the kernel reaches
 */
public record GaussianBlur(double sigmaMin, double sigmaMax, BlurKernel kernel) implements ImageOperation {

    public GaussianBlur {
        Require.range("the sigma of a Gaussian blur", sigmaMin, sigmaMax, 1e-3, 1e3);
        Objects.requireNonNull(kernel, "kernel");
    }

    /** Sigma 0.1..2 and a kernel of a tenth of the picture: SimCLR's. */
    public static GaussianBlur standard() {
        return new GaussianBlur(0.1, 2, BlurKernel.tenth());
    }

    /** Sigma 0.1..2 and a full kernel: that of code that blurs with PIL. */
    public static GaussianBlur full() {
        return standard().withKernel(BlurKernel.full());
    }

    public GaussianBlur withSigma(double min, double max) {
        return new GaussianBlur(min, max, kernel);
    }

    public GaussianBlur withKernel(BlurKernel newKernel) {
        return new GaussianBlur(sigmaMin, sigmaMax, newKernel);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        double sigma = sigmaMin + (sigmaMax - sigmaMin) * random.nextDouble();
        int wanted = kernel.radius(sigma, Math.min(picture.height(), picture.width()));
        int across = Math.min(wanted, picture.width() - 1);
        int down = Math.min(wanted, picture.height() - 1);
        float[] weights = picture.kernel(2 * Math.max(across, down) + 1);
        fill(weights, across, sigma);
        horizontal(picture, weights, across);
        fill(weights, down, sigma);
        vertical(picture, weights, down);
    }

    private static void fill(float[] kernel, int radius, double sigma) {
        double sum = 0;
        for (int t = -radius; t <= radius; t++) {
            sum += Math.exp(-0.5 * t * t / (sigma * sigma));
        }
        for (int t = -radius; t <= radius; t++) {
            kernel[t + radius] = (float) (Math.exp(-0.5 * t * t / (sigma * sigma)) / sum);
        }
    }

    private static void horizontal(ImageBuffer picture, float[] kernel, int radius) {
        int width = picture.width();
        for (int c = 0; c < picture.channels(); c++) {
            float[] from = picture.plane(c);
            float[] to = picture.spare();
            inside(from, to, picture.pixels(), 1, kernel, radius);
            for (int y = 0; y < picture.height(); y++) {
                int left = Math.min(radius, width);
                edge(from, to, y * width, 1, 0, left, width, kernel, radius);
                edge(from, to, y * width, 1, Math.max(left, width - radius), width, width, kernel, radius);
            }
            picture.swap(c);
        }
    }

    private static void vertical(ImageBuffer picture, float[] kernel, int radius) {
        int width = picture.width();
        int height = picture.height();
        for (int c = 0; c < picture.channels(); c++) {
            float[] from = picture.plane(c);
            float[] to = picture.spare();
            inside(from, to, picture.pixels(), width, kernel, radius);
            for (int x = 0; x < width; x++) {
                int upper = Math.min(radius, height);
                edge(from, to, x, width, 0, upper, height, kernel, radius);
                edge(from, to, x, width, Math.max(upper, height - radius), height, height, kernel, radius);
            }
            picture.swap(c);
        }
    }

    /**
     * Filters a plane as if it were one long line of samples {@code step} apart; results within the radius of a border
     * are left to {@link #edge}.
     */
    private static void inside(float[] from, float[] to, int pixels, int step, float[] kernel, int radius) {
        int begin = radius * step;
        int end = pixels - begin;
        for (int i = begin; i < end; i++) {
            to[i] = kernel[radius] * from[i];
        }
        for (int t = 1; t <= radius; t++) {
            addShifted(from, -t * step, kernel[radius - t], to, begin, end);
            addShifted(from, t * step, kernel[radius + t], to, begin, end);
        }
    }

    /** Adds one shift at a time, because the JIT compiler of Java 17 does not vectorise a loop with two. */
    private static void addShifted(float[] from, int shift, float weight, float[] to, int begin, int end) {
        for (int i = begin; i < end; i++) {
            to[i] += weight * from[i + shift];
        }
    }

    /** Filters the samples {@code begin..end} of a line of {@code n} samples, which are {@code step} apart. */
    private static void edge(
            float[] from, float[] to, int line, int step, int begin, int end, int n, float[] kernel, int radius) {
        for (int i = begin; i < end; i++) {
            float sum = 0;
            for (int t = -radius; t <= radius; t++) {
                sum += kernel[t + radius] * from[line + reflect(i + t, n) * step];
            }
            to[line + i * step] = sum;
        }
    }

    private static int reflect(int i, int n) {
        return i < 0 ? -i : i >= n ? 2 * n - 2 - i : i;
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public String describe() {
        return "Gaussian blur (sigma " + Require.number(sigmaMin) + ".." + Require.number(sigmaMax) + ", "
                + kernel.describe() + ")";
    }
}
