package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.apply;
import static io.ssl4j.core.series.augment.SeriesSamples.constant;
import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.Series;
import org.junit.jupiter.api.Test;

class SeriesAmplitudeTest {

    private static final RandomKey KEY = RandomKey.of(3);

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double squares = 0;
        for (float v : values) {
            squares += (v - mean) * (v - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    @Test
    void zeroStrengthChangesNothing() {
        Series series = noise(3, 50, 1);
        for (SeriesOperation operation : new SeriesOperation[] {
            Jitter.of(0),
            Jitter.relative(0),
            Scaling.of(0),
            new MagnitudeWarp(0, 4),
            new TimeWarp(0, 4),
            CropAndResize.of(1, 1),
            CropAndResize.keepingLength(1, 1),
            new SegmentPermutation(1),
            new TimeMask(1, 0),
            new StepMask(0),
            new ChannelMask(0),
            new FrequencyMask(0)
        }) {
            assertThat(apply(operation, series, KEY)).as(operation.describe()).isEqualTo(series);
        }
    }

    @Test
    void jitterHasItsDeviation() {
        float[] noise = apply(Jitter.of(0.3), constant(1, 20_000, 0), KEY).channel(0);
        assertThat(mean(noise)).isCloseTo(0, within(0.01));
        assertThat(deviation(noise)).isCloseTo(0.3, within(0.01));
    }

    @Test
    void relativeJitterFollowsEachChannel() {
        int steps = 20_000;
        float[] large = noise(1, steps, 1).channel(0);
        for (int t = 0; t < steps; t++) {
            large[t] = 10 * large[t] + 5;
        }
        Series series = Series.of(large, constant(1, steps, 7).channel(0));
        Series result = apply(Jitter.relative(0.3), series, KEY);
        float[] added = result.channel(0);
        for (int t = 0; t < steps; t++) {
            added[t] -= large[t];
        }
        assertThat(deviation(added)).isCloseTo(3, within(0.06));
        assertThat(result.channel(1)).as("a constant channel").containsOnly(7);
    }

    @Test
    void scalingMultipliesEachChannelByOneDrawnFactor() {
        Series series = noise(2, 30, 5);
        Series result = apply(new Scaling(2, 1.1), series, KEY);
        RandomStream same = KEY.stream();
        for (int c = 0; c < 2; c++) {
            float factor = (float) (2 + 1.1 * same.nextGaussian());
            for (int t = 0; t < 30; t++) {
                assertThat(result.value(c, t)).isEqualTo(series.value(c, t) * factor);
            }
        }
        assertThat(result.value(0, 0) / series.value(0, 0)).isNotEqualTo(result.value(1, 0) / series.value(1, 0));
    }

    @Test
    void scalingFactorsHaveTheirMeanAndDeviation() {
        float[] factors = factors(new Scaling(2, 1.1));
        assertThat(mean(factors)).isCloseTo(2, within(0.03));
        assertThat(deviation(factors)).isCloseTo(1.1, within(0.03));
    }

    private static float[] factors(SeriesOperation scaling) {
        Series result = apply(scaling, constant(20_000, 1, 1), KEY);
        float[] factors = new float[20_000];
        for (int c = 0; c < factors.length; c++) {
            factors[c] = result.value(c, 0);
        }
        return factors;
    }

    /**
     * scipy.interpolate.CubicSpline(numpy.linspace(0, 1, 6), y, bc_type="natural")(numpy.linspace(0, 1, 12)), SciPy
     * 1.17.1.
     */
    @Test
    void theCurveIsScipysNaturalSpline() {
        SmoothCurve curve = new SmoothCurve();
        curve.fit(1.0, 1.3, 0.7, 1.1, 0.9, 1.4);
        double[] expected = {
            1.0, 1.2545609122183916, 1.3244385809137282, 1.0762318507148276, 0.7555462489979474, 0.748120095334299,
            0.9955075688675277, 1.1045114836130694, 0.976320642464025, 0.9053688452399355, 1.0811028150938784, 1.4
        };
        for (int t = 0; t < 12; t++) {
            assertThat(curve.at(t, 12)).isCloseTo(expected[t], within(1e-12));
        }
        curve.fit(2, 4);
        assertThat(curve.at(0.25)).as("two points make a line").isEqualTo(2.5);
    }

    @Test
    void magnitudeWarpGoesThroughItsPointsAndDiffersByChannel() {
        Series result = apply(new MagnitudeWarp(0.2, 4), constant(2, 51, 1), KEY);
        RandomStream same = KEY.stream();
        for (int c = 0; c < 2; c++) {
            for (int point = 0; point < 6; point++) {
                assertThat(result.value(c, 10 * point))
                        .isCloseTo((float) (1 + 0.2 * same.nextGaussian()), within(1e-6f));
            }
        }
        assertThat(result.channel(0)).isNotEqualTo(result.channel(1));
        for (int t = 1; t < 50; t++) {
            double bend = result.value(0, t - 1) - 2 * result.value(0, t) + result.value(0, t + 1);
            assertThat(bend).as("smooth at %d", t).isCloseTo(0, within(0.03));
        }
    }

    @Test
    void flipsMirror() {
        Series series = Series.of(new float[] {1, 2, 3}, new float[] {4, 0, -6});
        assertThat(apply(SeriesFlip.TIME, series, KEY))
                .isEqualTo(Series.of(new float[] {3, 2, 1}, new float[] {-6, 0, 4}));
        assertThat(apply(SeriesFlip.SIGN, series, KEY).channel(0)).containsExactly(-1, -2, -3);
        assertThat(apply(SeriesFlip.SIGN, series, KEY).value(1, 2)).isEqualTo(6);
    }

    @Test
    void parametersAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jitter.of(-0.1))
                .withMessage("the deviation of a jitter must be finite and at least 0, got -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> Scaling.of(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MagnitudeWarp(0.2, -1))
                .withMessage("the knots of a magnitude warp must be at least 0, got -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWarp(Double.POSITIVE_INFINITY, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CropAndResize.of(0.6, 0.5))
                .withMessage("the scale of a crop must be a range min <= max within 1.0E-6..1, got 0.6..0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentPermutation(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeMask(5, 0.2))
                .withMessage("the largest share of a time mask's spans together must be at least 0 and below 1, so that"
                        + " something is left, got 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new StepMask(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelMask(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrequencyMask(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesAugmentation.none().then(1.5, Jitter.of(0.1)))
                .withMessage("jitter (deviation 0.1) needs a probability in 0..1, got 1.5");
    }
}
