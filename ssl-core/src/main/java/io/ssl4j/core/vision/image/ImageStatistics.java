package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Mean and standard deviation of every channel, of samples in 0..1, over all pixels of the images examined.
 *
 * @param mean per channel
 * @param deviation per channel, of the population (divided by n); 0 for a constant channel
 * @param images the number of images examined
 */
public record ImageStatistics(double[] mean, double[] deviation, int images) {

    /**
     * 10,000 images: the means of images have a standard deviation of about 0.2, which leaves an error of half a gray
     * level of 255.
     */
    public static final int DEFAULT_LIMIT = 10_000;

    /** The deviation below which a channel counts as constant: anything smaller is rounding error. */
    private static final double SMALLEST_DEVIATION = 1e-6;

    public ImageStatistics {
        mean = mean.clone();
        deviation = deviation.clone();
    }

    /** Computes the statistics over at most {@value #DEFAULT_LIMIT} images. */
    public static ImageStatistics of(Dataset<Image> data) {
        return of(data, DEFAULT_LIMIT);
    }

    /**
     * Computes the statistics over at most {@code limit} images, evenly spaced over the data set, so that all classes
     * are included even if the data is sorted. The result is the same to the last bit on any number of cores.
     *
     * @throws IllegalArgumentException if the data set is empty, its images differ in channel count or in range, or
     *     need a range and have none
     */
    public static ImageStatistics of(Dataset<Image> data, int limit) {
        if (limit < 1 || data.size() < 1) {
            throw new IllegalArgumentException("statistics need at least one image, got a data set of " + data.size()
                    + " images and a limit of " + limit);
        }
        int images = Math.min(limit, data.size());
        int[] indices = IntStream.range(0, images)
                .map(i -> (int) ((long) i * data.size() / images))
                .toArray();
        Optional<ValueRange> range = data.get(indices[0]).range();
        List<Part> parts = Arrays.stream(indices)
                .parallel()
                .mapToObj(i -> part(data.get(i), data.name(i), range))
                .toList();
        // A problem is thrown here: an exception from another thread would be wrapped.
        parts.stream().flatMap(part -> part.problem.stream()).findFirst().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        double[] total = new double[parts.get(0).sums.length];
        for (int i = 0; i < images; i++) {
            add(total, parts.get(i).sums, data, indices[0], indices[i]);
        }
        return of(total, images);
    }

    /** The sums of one image, or why there are none. */
    private record Part(double[] sums, Optional<String> problem) {}

    private static Part part(Image image, String name, Optional<ValueRange> range) {
        Optional<String> problem = ImageValues.problem(image)
                .map(text -> "image '" + name + "' has " + text)
                .or(() -> image.range().equals(range)
                        ? Optional.empty()
                        : Optional.of("all images must have one range of values, but the first has " + text(range)
                                + " and image '" + name + "' has " + text(image.range())
                                + "; give one to the data set: ImageDataset.withRange"));
        return new Part(problem.isPresent() ? new double[0] : sums(image), problem);
    }

    private static ImageStatistics of(double[] total, int images) {
        int channels = total.length / 2;
        double pixels = total[2 * channels];
        double[] mean = new double[channels];
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = total[c] / pixels;
            double variance = Math.max(0, total[channels + c] / pixels - mean[c] * mean[c]);
            deviation[c] = Math.sqrt(variance) < SMALLEST_DEVIATION ? 0 : Math.sqrt(variance);
        }
        return new ImageStatistics(mean, deviation, images);
    }

    private static void add(double[] total, double[] sums, Dataset<Image> data, int first, int index) {
        if (sums.length != total.length) {
            throw new IllegalArgumentException("all images must have the same number of channels, but image " + first
                    + " (" + data.name(first) + ") has " + total.length / 2 + " and image " + index + " ("
                    + data.name(index) + ") has " + sums.length / 2 + "; open the folder with one colour mode");
        }
        for (int i = 0; i < total.length; i++) {
            total[i] += sums[i];
        }
    }

    /** Returns sum and sum of squares of each channel, and the number of pixels. */
    private static double[] sums(Image image) {
        int channels = image.channels();
        float[] samples = new float[image.height() * image.width() * channels];
        image.copyTo(samples, 0);
        double[] sums = new double[2 * channels + 1];
        for (int i = 0; i < samples.length; i += channels) {
            for (int c = 0; c < channels; c++) {
                double value = samples[i + c];
                sums[c] += value;
                sums[channels + c] += value * value;
            }
        }
        sums[2 * channels] = (double) image.height() * image.width();
        return sums;
    }

    private static String text(Optional<ValueRange> range) {
        return range.map(ValueRange::toString).orElse("none");
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] deviation() {
        return deviation.clone();
    }
}
