package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Removes frequencies: every bin of the discrete Fourier transform above 0 is dropped with a given probability,
 * independently in each channel; bin 0, the mean, is kept (Zhang et al. 2022, arXiv 2206.08496, "TF-C", whose code
 * removes a tenth of the bins). TF-C feeds the spectrum itself to a network; here the result is transformed back to a
 * series.
 *
 * @param share the probability per bin, at least 0 and below 1
 */
public record FrequencyMask(double share) implements SeriesOperation {

    public FrequencyMask {
        Require.share("the share of a frequency mask", share);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        int steps = series.steps();
        if (share == 0 || steps < 2) {
            return;
        }
        Fourier fourier = series.fourier();
        fourier.prepare(steps);
        for (int c = 0; c < series.channels(); c++) {
            fourier.load(series.values(), c * steps);
            fourier.forward();
            for (int bin = 1; bin <= steps / 2; bin++) {
                if (random.chance(share)) {
                    fourier.drop(bin);
                }
            }
            fourier.backward();
            fourier.store(series.values(), c * steps);
        }
    }

    @Override
    public String describe() {
        return "frequency mask (share " + Require.number(share) + ")";
    }
}
