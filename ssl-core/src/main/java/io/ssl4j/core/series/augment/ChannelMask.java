package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.SeriesInput;
import java.util.Arrays;

/**
 * Sets whole channels to zero, the mean of a normalised channel, each with a given probability, but always keeps at
 * least one. For sensors that may be missing; the counterpart of {@code ChannelDrop} for series.
 *
 * @param share the probability per channel, at least 0 and below 1
 */
public record ChannelMask(double share) implements SeriesOperation {

    public ChannelMask {
        Require.share("the share of a channel mask", share);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        boolean[] dropped = series.choice().drop(series.channels(), share, random);
        for (int c = 0; c < series.channels(); c++) {
            if (dropped[c]) {
                Arrays.fill(series.values(), c * series.steps(), (c + 1) * series.steps(), 0);
            }
        }
    }

    @Override
    public void requireFits(SeriesInput rows) {
        if (rows.channels() < 2) {
            throw new IllegalArgumentException("a channel mask needs series of at least 2 channels, got 1 channel, of"
                    + " which nothing would be left; leave it out");
        }
    }

    @Override
    public String describe() {
        return "channel mask (share " + Require.number(share) + ")";
    }
}
