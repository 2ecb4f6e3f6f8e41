package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.apply;
import static io.ssl4j.core.series.augment.SeriesSamples.constant;
import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static io.ssl4j.core.series.augment.SeriesSamples.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeriesMaskTest {

    private static int zeros(float[] values) {
        int count = 0;
        for (float v : values) {
            count += v == 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void timeMaskSetsOneSpanOfAllChannels() {
        int[] lengths = new int[21];
        for (int seed = 0; seed < 4200; seed++) {
            Series result = apply(new TimeMask(1, 0.2), places(2, 100), RandomKey.of(seed));
            float[] first = result.channel(0);
            int count = zeros(first);
            lengths[count]++;
            int start = 0;
            while (count > 0 && first[start] != 0) {
                start++;
            }
            for (int t = 0; t < 100; t++) {
                boolean masked = t >= start && t < start + count;
                assertThat(result.value(0, t)).isEqualTo(masked ? 0 : t + 1);
                assertThat(result.value(1, t)).isEqualTo(masked ? 0 : 1001 + t);
            }
        }
        for (int length : lengths) {
            assertThat(length).as("lengths 0..20 are alike").isBetween(140, 260);
        }
    }

    @Test
    void severalSpansLeaveSomething() {
        for (int seed = 0; seed < 500; seed++) {
            Series result = apply(new TimeMask(3, 0.33), constant(1, 40, 1), RandomKey.of(seed));
            assertThat(zeros(result.channel(0))).isLessThan(40);
        }
    }

    @Test
    void stepMaskDropsItsShareInAllChannelsButNeverAll() {
        Series result = apply(new StepMask(0.3), places(2, 20_000), RandomKey.of(1));
        assertThat(zeros(result.channel(0)) / 20_000.0).isCloseTo(0.3, within(0.015));
        for (int t = 0; t < 20_000; t++) {
            assertThat(result.value(1, t) == 0).isEqualTo(result.value(0, t) == 0);
        }
        for (int seed = 0; seed < 200; seed++) {
            assertThat(zeros(apply(new StepMask(0.9), constant(1, 3, 1), RandomKey.of(seed))
                            .channel(0)))
                    .isLessThan(3);
        }
    }

    @Test
    void channelMaskDropsWholeChannelsButNeverAll() {
        int dropped = 0;
        int[] lastLeft = new int[3];
        for (int seed = 0; seed < 3000; seed++) {
            Series series = noise(3, 8, 77);
            Series result = apply(new ChannelMask(0.9), series, RandomKey.of(seed));
            int left = 0;
            for (int c = 0; c < 3; c++) {
                boolean masked = zeros(result.channel(c)) == 8;
                assertThat(masked || Arrays.equals(result.channel(c), series.channel(c)))
                        .isTrue();
                left += masked ? 0 : 1;
                dropped += masked ? 1 : 0;
                lastLeft[c] += masked ? 0 : 1;
            }
            assertThat(left).isBetween(1, 3);
        }
        // 3 * 0.9 expected, less the one kept of those 0.729 where all were drawn
        assertThat(dropped / 3000.0).isCloseTo(2.7 - 0.729, within(0.05));
        for (int count : lastLeft) {
            assertThat(count).as("channels are alike").isBetween(930, 1130);
        }
    }

    @Test
    void channelMaskNeedsTwoChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesViews.pair(SeriesInput.of(1, 10), SeriesAugmentation.of(new ChannelMask(0.2))))
                .withMessage("a channel mask needs series of at least 2 channels, got 1 channel, of which nothing would"
                        + " be left; leave it out");
    }
}
