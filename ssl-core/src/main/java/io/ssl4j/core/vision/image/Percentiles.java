package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A range of values from the percentiles of a data set.
 *
 * @param low the percentile that becomes 0, in 0..100
 * @param high the percentile that becomes 1, above {@code low}
 */
public record Percentiles(double low, double high) implements RangeChoice {

    /** The number of images that are examined at most, evenly spaced over the data set. */
    public static final int MOST_IMAGES = 1000;

    /** The number of pixels of an image that are examined at most, evenly spaced over the image. */
    public static final int MOST_PIXELS = 4096;

    public Percentiles {
        if (!(low >= 0 && low < high && high <= 100)) {
            throw new IllegalArgumentException("percentiles must lie in 0..100, the first below the second, got "
                    + ValueRange.number(low) + " and " + ValueRange.number(high));
        }
    }

    /**
     * Returns the range of values between the percentiles, over all channels. The result is the same on any number of
     * cores.
     *
     * @throws IllegalArgumentException if the data set is empty, or both percentiles are the same value
     */
    @Override
    public ValueRange of(Dataset<Image> data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("percentiles need at least one image, got an empty data set");
        }
        int images = Math.min(MOST_IMAGES, data.size());
        double[] values = IntStream.range(0, images)
                .parallel()
                .mapToObj(i -> values(data.get((int) ((long) i * data.size() / images))))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        Arrays.parallelSort(values);
        double from = at(values, low);
        double to = at(values, high);
        if (!(from < to)) {
            throw new IllegalArgumentException("the percentiles " + ValueRange.number(low) + " and "
                    + ValueRange.number(high) + " of the values must differ, got " + ValueRange.number(from)
                    + " for both; give the range itself: --range LOW:HIGH");
        }
        return new ValueRange(from, to);
    }

    private static double[] values(Image image) {
        long pixels = (long) image.height() * image.width();
        int examined = (int) Math.min(MOST_PIXELS, pixels);
        double[] values = new double[examined * image.channels()];
        for (int i = 0; i < values.length; i++) {
            long pixel = i / image.channels() * pixels / examined;
            values[i] = image.valueAt((int) (pixel * image.channels()) + i % image.channels());
        }
        return values;
    }

    /** The value that this part of the sorted values lies at or below, between two values on a straight line. */
    private static double at(double[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** "1%:99%", as {@link RangeChoice#parse} reads it. */
    @Override
    public String toString() {
        return ValueRange.number(low) + "%:" + ValueRange.number(high) + "%";
    }
}
