package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Cuts the time into segments at random places and reorders them at random, all channels together (Um et al. 2017,
 * arXiv 1706.00527; Eldele et al. 2021, arXiv 2106.14112, "TS-TCC"). The number of segments is uniform in {@code
 * 1..segments}, at most one per step. The published code of TS-TCC fills every channel with channel 0; here each keeps
 * its own values.
 *
 * @param segments the largest number of segments, at least 1
 */
public record SegmentPermutation(int segments) implements SeriesOperation {

    public SegmentPermutation {
        Require.count("the segments of a permutation", segments, 1);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        int steps = series.steps();
        int count = 1 + random.nextInt(Math.min(segments, steps));
        if (count == 1) {
            return;
        }
        int[] bounds = series.choice().cuts(steps, count, random);
        int[] order = series.choice().order(count, random);
        float[] values = series.values();
        float[] result = series.spare(steps);
        int to = 0;
        for (int i = 0; i < count; i++) {
            int from = bounds[order[i]];
            int length = bounds[order[i] + 1] - from;
            for (int c = 0; c < series.channels(); c++) {
                System.arraycopy(values, c * steps + from, result, c * steps + to, length);
            }
            to += length;
        }
        series.replace(steps);
    }

    @Override
    public String describe() {
        return "permutation of up to " + Words.counted(segments, "segment");
    }
}
