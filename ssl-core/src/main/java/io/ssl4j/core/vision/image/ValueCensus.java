package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.Dataset;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How the values of images lie to their range.
 *
 * @param range the range
 * @param values the number of values examined
 * @param below the number of values below the range, which become 0
 * @param above the number of values above the range, which become 1
 * @param lowest the lowest value
 * @param highest the highest value
 */
public record ValueCensus(ValueRange range, long values, long below, long above, double lowest, double highest) {

    public ValueCensus {
        Objects.requireNonNull(range, "range");
    }

    /** Examines an image that was given a range. */
    static ValueCensus of(Image image) {
        ValueRange range = image.range().orElseThrow();
        int length = image.height() * image.width() * image.channels();
        long below = 0;
        long above = 0;
        if (!range.contains(image.lowest()) || !range.contains(image.highest())) {
            for (int i = 0; i < length; i++) {
                double value = image.valueAt(i);
                below += value < range.low() ? 1 : 0;
                above += value > range.high() ? 1 : 0;
            }
        }
        return new ValueCensus(range, length, below, above, image.lowest(), image.highest());
    }

    /**
     * Examines at most {@code limit} images, evenly spaced over a data set.
     *
     * @throws IllegalArgumentException if the data set is empty
     */
    public static ValueCensus of(Dataset<Image> data, ValueRange range, int limit) {
        int images = Math.min(limit, data.size());
        return IntStream.range(0, images)
                .parallel()
                .mapToObj(i ->
                        of(data.get((int) ((long) i * data.size() / images)).withRange(range)))
                .reduce(ValueCensus::plus)
                .orElseThrow(() ->
                        new IllegalArgumentException("values are counted over at least one image, got a data set of "
                                + data.size() + " and a limit of " + limit));
    }

    private ValueCensus plus(ValueCensus other) {
        return new ValueCensus(
                range,
                values + other.values,
                below + other.below,
                above + other.above,
                Math.min(lowest, other.lowest),
                Math.max(highest, other.highest));
    }

    /** The number of values outside the range. */
    public long outside() {
        return below + above;
    }

    /** "of 4096 values from -1024 to 3071, 40 (1.0 %) lie below the range -1000:1000 and become 0, ...". */
    @Override
    public String toString() {
        return "of " + values + " values from " + ValueRange.number(lowest) + " to " + ValueRange.number(highest) + ", "
                + part(below) + " lie below the range " + range + " and become 0, " + part(above)
                + " lie above it and become 1";
    }

    private String part(long count) {
        return String.format(Locale.ROOT, "%d (%.2f %%)", count, 100.0 * count / values);
    }
}
