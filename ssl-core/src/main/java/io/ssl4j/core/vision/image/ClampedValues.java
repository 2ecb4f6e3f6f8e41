package io.ssl4j.core.vision.image;

import io.ssl4j.core.numerics.TenfoldCounter;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the images of this process that had values outside their range, which became 0 or 1. The first such image and
 * every tenfold number of them is logged as a warning; an image that is used again counts again.
 */
public final class ClampedValues {

    private static final Logger LOG = LoggerFactory.getLogger(ClampedValues.class);
    private static final TenfoldCounter IMAGES = new TenfoldCounter();
    private static final AtomicLong VALUES = new AtomicLong();

    private ClampedValues() {}

    /** The number of images with values outside their range. */
    public static long images() {
        return IMAGES.count();
    }

    /** The number of values outside. */
    public static long values() {
        return VALUES.get();
    }

    /** Counts the values of an image that lie outside the range that it was given. */
    static void count(Image image) {
        ValueRange range = image.range().orElseThrow();
        if (range.contains(image.lowest()) && range.contains(image.highest())) {
            return;
        }
        ValueCensus census = ValueCensus.of(image);
        long values = VALUES.addAndGet(census.outside());
        long images = IMAGES.next();
        if (images > 0) {
            LOG.warn("{}; {} values of {} image{} so far", census, values, images, images == 1 ? "" : "s");
        }
    }
}
