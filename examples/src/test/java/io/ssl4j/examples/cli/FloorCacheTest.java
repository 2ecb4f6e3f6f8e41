package io.ssl4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.Similarity;
import io.ssl4j.eval.report.Floors;
import io.ssl4j.eval.report.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** What is measured anew for which settings. */
class FloorCacheTest {

    private final FloorCache cache = new FloorCache();
    private int encoders;
    private int pixels;

    private Floors floors(String... options) {
        return cache.get(
                RunFile.parse(List.of(options)),
                () -> new Floors.Untrained(new Scores(++encoders, 0), EmbeddingHealth.of(Nd4j.eye(2))),
                () -> List.of(new Floors.Floor("raw pixels", new Scores(++pixels, 0), Similarity.EUCLIDEAN)));
    }

    private void assertMeasured(int encodersSoFar, int pixelsSoFar, String... options) {
        Floors floors = floors(options);
        assertThat(floors.untrained().scores().knnAccuracy()).isEqualTo(encodersSoFar);
        assertThat(floors.given().get(0).scores().knnAccuracy()).isEqualTo(pixelsSoFar);
    }

    @Test
    void eachIsMeasuredOnceForWhatItDependsOn() {
        assertMeasured(1, 1, "--seed=1");
        assertMeasured(1, 1, "--seed=1", "--method=byol", "--epochs=3");
        assertMeasured(2, 1, "--seed=2");
        assertMeasured(3, 1, "--seed=2", "--encoder=tiny");
        assertMeasured(4, 2, "--seed=1", "--split-seed=7");
        assertMeasured(1, 1, "--seed=1");
        assertMeasured(5, 3, "--seed=1", "--modality=series", "--data=a.tsv");
        assertMeasured(6, 4, "--seed=1", "--modality=series", "--data=a.tsv", "--read=normalize=none");
    }
}
