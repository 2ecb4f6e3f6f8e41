package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.apply;
import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static io.ssl4j.core.series.augment.SeriesSamples.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.series.Series;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTimeTest {

    /** All channels of {@link SeriesSamples#places} were taken from the same times. */
    private static void assertChannelsMovedAlike(Series result) {
        for (int c = 1; c < result.channels(); c++) {
            for (int t = 0; t < result.length(); t++) {
                assertThat(result.value(c, t)).isCloseTo(result.value(0, t) + 1000 * c, within(1e-3f));
            }
        }
    }

    @Test
    void timeWarpIsMonotoneKeepsEndsAndMovesChannelsAlike() {
        for (int seed = 0; seed < 200; seed++) {
            Series result = apply(new TimeWarp(seed % 2 == 0 ? 0.2 : 3, 4), places(3, 60), RandomKey.of(seed));
            float[] times = result.channel(0);
            assertThat(times[0]).isEqualTo(1);
            assertThat(times[59]).isEqualTo(60);
            for (int t = 1; t < 60; t++) {
                assertThat(times[t]).as("seed %d at %d", seed, t).isGreaterThan(times[t - 1]);
            }
            assertChannelsMovedAlike(result);
            assertThat(seed % 2 == 1 || !Arrays.equals(times, places(1, 60).channel(0)))
                    .as("warped, seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void timeWarpRunsAtItsSpeed() {
        RandomKey key = RandomKey.of(9);
        float[] times = apply(new TimeWarp(0.2, 1), places(1, 1001), key).channel(0);
        SmoothCurve speed = new SmoothCurve();
        speed.draw(1, 0.2, key.stream());
        double first = (times[1] - times[0]) / speed.at(1, 2001);
        for (int t = 100; t < 1000; t += 100) {
            assertThat((times[t + 1] - times[t]) / first).isCloseTo(speed.at(2 * t + 1, 2001), within(2e-3));
        }
    }

    @Test
    void stretchInterpolatesAndKeepsEnds() {
        float[] result = new float[7];
        Resampling.stretch(new float[] {9, 0, 2, 6, 4}, 1, 4, result, 0, 7);
        assertThat(result).containsExactly(0, 1, 2, 4, 6, 5, 4);
    }

    @Test
    void shrinkingKeepsLinesAndAveragesWhatIsTooFast() {
        float[] line = new float[5];
        Resampling.stretch(places(1, 9).channel(0), 0, 9, line, 0, 5);
        assertThat(Arrays.copyOfRange(line, 1, 4)).containsExactly(3, 5, 7);
        float[] fast = new float[33];
        for (int t = 0; t < 33; t++) {
            fast[t] = t % 2 == 0 ? 1 : -1;
        }
        float[] slow = new float[9];
        Resampling.stretch(fast, 0, 33, slow, 0, 9);
        for (int t = 1; t < 8; t++) {
            assertThat(slow[t]).isCloseTo(0, within(1e-6f));
        }
        float[] one = new float[1];
        Resampling.stretch(new float[] {2, 4, 6}, 0, 3, one, 0, 1);
        assertThat(one[0]).isCloseTo(4, within(1e-6f));
    }

    @Test
    void cropsCoverTheirScale() {
        double shortest = 1;
        double longest = 0;
        double start = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Series result = apply(CropAndResize.of(0.3, 0.8), places(2, 1000), RandomKey.of(seed));
            assertThat(result.length()).isEqualTo(1000);
            float[] times = result.channel(0);
            double share = (times[999] - times[0] + 1) / 1000;
            shortest = Math.min(shortest, share);
            longest = Math.max(longest, share);
            start += (times[0] - 1) / (1000 * (1 - share)) / 2000;
        }
        assertThat(shortest).isBetween(0.2995, 0.305);
        assertThat(longest).isBetween(0.795, 0.8005);
        assertThat(start).as("mean place of the crop").isCloseTo(0.5, within(0.03));
    }

    @Test
    void aCropIsTheSameWindowOfAllChannels() {
        Series resized = apply(CropAndResize.of(0.2, 0.6), places(3, 50), 40, RandomKey.of(1));
        assertThat(resized.length()).isEqualTo(40);
        assertChannelsMovedAlike(resized);
        Series kept = apply(CropAndResize.keepingLength(0.4, 0.4), places(3, 50), 50, RandomKey.of(1));
        assertThat(kept.length()).isEqualTo(20);
        assertThat(kept).isEqualTo(places(3, 50).window((int) kept.value(0, 0) - 1, 20));
        assertThat(apply(CropAndResize.keepingLength(0.4, 0.4), places(3, 50), 12, RandomKey.of(1))
                        .length())
                .isEqualTo(12);
    }

    @Test
    void permutationMovesAllChannelsAlikeAndLosesNothing() {
        Map<Integer, Integer> segments = new HashMap<>();
        for (int seed = 0; seed < 4000; seed++) {
            Series result = apply(new SegmentPermutation(4), places(3, 30), RandomKey.of(seed));
            assertChannelsMovedAlike(result);
            float[] times = result.channel(0);
            segments.merge(runs(times), 1, Integer::sum);
            Arrays.sort(times);
            assertThat(times).isEqualTo(places(1, 30).channel(0));
        }
        assertThat(segments).containsOnlyKeys(1, 2, 3, 4);
        // drawn 1, 2, 3, 4 alike; of the orders of 4 segments 11 of 24 have no neighbours in place: 1000 * 11 / 24
        assertThat(segments.get(4)).isBetween(400, 520);
    }

    private static int runs(float[] times) {
        int runs = 1;
        for (int t = 1; t < times.length; t++) {
            runs += times[t] == times[t - 1] + 1 ? 0 : 1;
        }
        return runs;
    }

    @Test
    void cutsAreDifferentAscendingAndAllAlike() {
        Choice choice = new Choice();
        var random = RandomKey.of(4).stream();
        int[] counts = new int[7];
        for (int i = 0; i < 6000; i++) {
            int[] bounds = choice.cuts(7, 4, random);
            assertThat(bounds[0]).isZero();
            assertThat(bounds[4]).isEqualTo(7);
            for (int s = 0; s < 4; s++) {
                assertThat(bounds[s + 1]).isGreaterThan(bounds[s]);
                counts[bounds[s]]++;
            }
        }
        for (int place = 1; place < 7; place++) {
            assertThat(counts[place]).as("cuts at %d", place).isBetween(2850, 3150);
        }
    }

    @Test
    void ordersAreAllAlike() {
        Choice choice = new Choice();
        var random = RandomKey.of(4).stream();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 6000; i++) {
            counts.merge(Arrays.toString(choice.order(3, random)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(6).allSatisfy((order, count) -> assertThat(count)
                .isBetween(880, 1120));
    }

    @Test
    void moreSegmentsThanStepsAreNoError() {
        Series result = apply(new SegmentPermutation(50), noise(2, 3, 1), RandomKey.of(1));
        assertThat(result.length()).isEqualTo(3);
    }
}
