package io.ssl4j.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BatchConfigTest {

    @Test
    void defaults() {
        assertThat(BatchConfig.of(256, 7)).isEqualTo(new BatchConfig(256, 1, 2, true, true, 7));
    }

    @Test
    void nothingBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchConfig.of(0, 1))
                .withMessage("batchSize must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchConfig.of(4, 1).withThreads(0))
                .withMessage("threads must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchConfig.of(4, 1).withPrefetch(-1))
                .withMessage("prefetch must be at least 1, got -1");
    }

    @Test
    void batchesOfAnEpoch() {
        BatchConfig dropping = BatchConfig.of(8, 1);
        BatchConfig keeping = dropping.withDropLast(false);
        assertThat(dropping.batchesPerEpoch(24)).isEqualTo(3);
        assertThat(dropping.batchesPerEpoch(25)).isEqualTo(3);
        assertThat(keeping.batchesPerEpoch(24)).isEqualTo(3);
        assertThat(keeping.batchesPerEpoch(25)).isEqualTo(4);
        assertThat(keeping.withDropLast(false).batchesPerEpoch(Integer.MAX_VALUE))
                .isEqualTo(268_435_456);
    }

    @Test
    void smallestBatchOfAnEpoch() {
        BatchConfig dropping = BatchConfig.of(8, 1);
        BatchConfig keeping = dropping.withDropLast(false);
        assertThat(dropping.smallestBatch(25)).isEqualTo(8);
        assertThat(keeping.smallestBatch(24)).isEqualTo(8);
        assertThat(keeping.smallestBatch(25)).isEqualTo(1);
        assertThat(keeping.smallestBatch(5)).isEqualTo(5);
    }

    @Test
    void aBatchLargerThanTheDataSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchLoader.open(new IndexImages(7), new IndexViews(), BatchConfig.of(8, 1)))
                .withMessage("a batch must not be larger than the data set when the last, smaller batch is dropped:"
                        + " batchSize is 8, the data set has 7 samples, so no batch would be left;"
                        + " take a batchSize of at most 7 or keep the last batch (dropLast = false)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchConfig.of(8, 1).withDropLast(false).smallestBatch(0))
                .withMessage("a data set needs at least 1 sample to be cut into batches, got 0");
    }
}
