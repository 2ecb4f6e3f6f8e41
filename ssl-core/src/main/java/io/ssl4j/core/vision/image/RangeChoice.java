package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.Dataset;

/** A way to a range of values: the range itself, or percentiles of the training images. */
public sealed interface RangeChoice permits ValueRange, Percentiles {

    /** Returns the range for a data set. */
    ValueRange of(Dataset<Image> train);

    /**
     * Reads a choice from text.
     *
     * @param text "-1000:1000" for values, "1%:99%" for percentiles
     * @throws IllegalArgumentException if it is neither
     */
    static RangeChoice parse(String text) {
        String[] parts = text.split(":", -1);
        boolean percent = parts.length == 2
                && parts[0].strip().endsWith("%")
                && parts[1].strip().endsWith("%");
        try {
            if (parts.length == 2) {
                double low = Double.parseDouble(percent ? parts[0].replace("%", "") : parts[0]);
                double high = Double.parseDouble(percent ? parts[1].replace("%", "") : parts[1]);
                return percent ? new Percentiles(low, high) : new ValueRange(low, high);
            }
        } catch (NumberFormatException e) {
            // the message below says more
        }
        throw new IllegalArgumentException("a range must be LOW:HIGH such as -1000:1000, or two percentiles such as"
                + " 1%:99%, got '" + text + "'");
    }
}
