package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.Dataset;
import java.util.Optional;

/**
 * The sample values that become 0 and 1 for the network; those between are spread evenly, those outside become 0 or 1
 * and are counted ({@link ClampedValues}). It holds for all channels.
 *
 * @param low the value that becomes 0
 * @param high the value that becomes 1, above {@code low}
 */
public record ValueRange(double low, double high) implements RangeChoice {

    public ValueRange {
        if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "a range of values must be two finite numbers, the first below the second,"
                            + " such as -1000:1000, got " + number(low) + ":" + number(high));
        }
    }

    /**
     * Returns the range that samples of a type have unless another is given: all values of the unsigned types of 8 and
     * 16 bits, 0 to 1 for floats. Samples of other types have none: what they measure says what is low and high.
     */
    public static Optional<ValueRange> of(Image.SampleType type) {
        return switch (type) {
            case UINT8 -> Optional.of(new ValueRange(0, 255));
            case UINT16 -> Optional.of(new ValueRange(0, 65535));
            case FLOAT32 -> Optional.of(new ValueRange(0, 1));
            case INT16, INT32, UINT32 -> Optional.empty();
        };
    }

    /** Returns this range. */
    @Override
    public ValueRange of(Dataset<Image> train) {
        return this;
    }

    /** Returns the place of a value in the range, in 0..1. */
    public float share(double value) {
        return (float) Math.max(0, Math.min(1, (value - low) / (high - low)));
    }

    /** Returns whether a value is neither below nor above the range. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** A number without decimals if it has none: "-1000", "0.5". */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** "-1000:1000", as {@link RangeChoice#parse} reads it. */
    @Override
    public String toString() {
        return number(low) + ":" + number(high);
    }
}
