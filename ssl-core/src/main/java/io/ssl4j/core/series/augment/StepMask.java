package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Sets single time steps of all channels to zero, the mean of a normalised channel, each with a given probability, but
 * always keeps at least one step (Yue et al. 2021, arXiv 2106.10466, "TS2Vec", probability 0.5). TS2Vec masks after its
 * first layer, so that it can distinguish a mask from a value of zero; here they are the same.
 *
 * @param share the probability per step, at least 0 and below 1
 */
public record StepMask(double share) implements SeriesOperation {

    public StepMask {
        Require.share("the share of a step mask", share);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        int steps = series.steps();
        boolean[] dropped = series.choice().drop(steps, share, random);
        for (int c = 0; c < series.channels(); c++) {
            for (int t = 0; t < steps; t++) {
                if (dropped[t]) {
                    series.values()[c * steps + t] = 0;
                }
            }
        }
    }

    @Override
    public String describe() {
        return "step mask (share " + Require.number(share) + ")";
    }
}
