package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.apply;
import static io.ssl4j.core.series.augment.SeriesSamples.constant;
import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static io.ssl4j.core.series.augment.SeriesSamples.operations;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.series.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesOperationContractTest {

    @Test
    void sameKeySameBitsAnotherKeyOtherBits() {
        Series series = noise(3, 64, 1);
        for (SeriesOperation operation : operations()) {
            Series first = apply(operation, series, RandomKey.of(1));
            assertThat(apply(operation, series, RandomKey.of(1)))
                    .as(operation.describe())
                    .isEqualTo(first);
            boolean random = !(operation instanceof SeriesFlip);
            boolean other = false;
            for (int seed = 2; seed < 8; seed++) {
                other |= !apply(operation, series, RandomKey.of(seed)).equals(first);
            }
            assertThat(other).as(operation.describe()).isEqualTo(random);
        }
    }

    @Test
    void aUsedBufferMakesTheSameBitsAsANewOne() {
        SeriesBuffer used = new SeriesBuffer();
        for (int length : new int[] {70, 7, 64, 33, 1, 100}) {
            Series series = noise(2, length, length);
            for (SeriesOperation operation : operations()) {
                used.load(series, length);
                operation.apply(used, RandomKey.of(5).stream());
                assertThat(used.toSeries())
                        .as("%s, length %d", operation.describe(), length)
                        .isEqualTo(apply(operation, series, RandomKey.of(5)));
            }
        }
    }

    /** {@link SeriesBuffer#toSeries} refuses what is not finite. */
    @Test
    void shortAndConstantSeriesStayFinite() {
        for (SeriesOperation operation : operations()) {
            for (int length : new int[] {1, 2, 3, 5}) {
                for (Series series : List.of(noise(2, length, 3), constant(2, length, 4), constant(2, length, 0))) {
                    for (int seed = 0; seed < 50; seed++) {
                        for (int row : new int[] {1, length, 9}) {
                            Series result = apply(operation, series, row, RandomKey.of(seed));
                            assertThat(result.channels()).isEqualTo(2);
                            assertThat(result.length()).isBetween(1, operation.setsLength() ? row : length);
                        }
                    }
                }
            }
        }
    }

    @Test
    void theWordsOfEveryOperationAreFixed() {
        assertThat(operations().stream().map(SeriesOperation::describe))
                .containsExactly(
                        "jitter (deviation 0.5)",
                        "jitter (deviation 0.5 of the channel's)",
                        "scaling (mean 2, deviation 1.1)",
                        "magnitude warp (deviation 0.2, 4 knots)",
                        "time warp (deviation 0.5, 4 knots)",
                        "crop and resize (scale 0.2..0.7)",
                        "crop of its own length (scale 0.2..0.7)",
                        "permutation of up to 8 segments",
                        "time mask (2 spans of 0..0.4)",
                        "step mask (share 0.5)",
                        "channel mask (share 0.5)",
                        "frequency mask (share 0.5)",
                        "sign flip",
                        "time flip");
    }
}
