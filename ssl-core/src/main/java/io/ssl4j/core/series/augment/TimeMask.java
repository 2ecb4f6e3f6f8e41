package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import java.util.Arrays;

/**
 * Sets spans of time to zero, the mean of a normalised channel, in all channels: the time masking of SpecAugment (Park
 * et al. 2019, arXiv 1904.08779). Each span's length is uniform in {@code 0..share} of the steps, its place uniform;
 * spans may overlap.
 *
 * @param spans the number of spans, at least 1
 * @param share the largest fraction of the time that one span covers; all spans together below 1, so that something is
 *     left
 */
public record TimeMask(int spans, double share) implements SeriesOperation {

    public TimeMask {
        Require.count("the spans of a time mask", spans, 1);
        Require.share("the largest share of a time mask's spans together", spans * share);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        int steps = series.steps();
        int longest = (int) (share * steps);
        for (int s = 0; s < spans; s++) {
            int length = random.nextInt(longest + 1);
            int start = random.nextInt(steps - length + 1);
            for (int c = 0; c < series.channels(); c++) {
                int from = c * steps + start;
                Arrays.fill(series.values(), from, from + length, 0);
            }
        }
    }

    @Override
    public String describe() {
        return "time mask (" + Words.counted(spans, "span") + " of 0.." + Require.number(share) + ")";
    }
}
