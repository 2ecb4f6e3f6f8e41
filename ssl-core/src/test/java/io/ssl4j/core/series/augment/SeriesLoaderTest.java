package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLoaderTest {

    private static final Dataset<Series> DATA = new Dataset<>() {
        @Override
        public int size() {
            return 60;
        }

        @Override
        public Series get(int index) {
            return noise(2, 20 + index % 31, index);
        }
    };

    private static List<float[]> epochs(SeriesViews views, BatchConfig config) {
        List<float[]> bits = new ArrayList<>();
        try (BatchLoader<Series> loader = BatchLoader.open(DATA, views, config)) {
            for (int epoch = 0; epoch < 2; epoch++) {
                loader.startEpoch(epoch, 0);
                while (loader.hasNext()) {
                    ViewBatch batch = loader.next();
                    batch.views().values().forEach(view -> {
                        bits.add(view.values().dup().data().asFloat());
                        bits.add(view.mask().orElseThrow().dup().data().asFloat());
                    });
                }
            }
        }
        return bits;
    }

    @Test
    void sameBitsWithOneAndTwoThreads() {
        SeriesAugmentation everything = SeriesAugmentation.none();
        for (SeriesOperation operation : SeriesSamples.operations()) {
            everything = everything.then(0.5, operation);
        }
        everything = everything.then(CropAndResize.of(0.5, 1));
        SeriesInput input = SeriesInput.of(DATA);
        assertThat(input.variable()).isTrue();
        SeriesViews views = SeriesViews.multiCrop(input, List.of(everything, everything), everything, 2, 0.4);
        BatchConfig config = BatchConfig.of(12, 99);
        List<float[]> one = epochs(views, config);
        assertThat(one).hasSize(2 * 5 * 4);
        List<float[]> two = epochs(views, config.withThreads(2));
        for (int i = 0; i < one.size(); i++) {
            assertThat(two.get(i)).as("array %d", i).isEqualTo(one.get(i));
        }
        assertThat(one.get(0)).as("epochs differ").isNotEqualTo(one.get(20));
    }
}
