package io.ssl4j.eval.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.eval.features.ClassificationResult;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.vision.RawPixels;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KnnProbeTest {

    @Test
    void workedByHand() {
        // Cosines with the query (1, 0): 1, 0.8, 0.6, 0.6, 0; the bank's lengths do not matter.
        INDArray bank = Nd4j.create(new float[][] {{2, 0}, {8, 6}, {0.3f, 0.4f}, {3, -4}, {0, 9}});
        INDArray query = Nd4j.create(new float[][] {{5, 0}});
        KnnConfig config = KnnConfig.defaults();
        int[] labels = {0, 1, 1, 1, 2};
        // k = 4, t = 0.5: class 0 has e^2 = 7.39; class 1 has e^1.6 + 2 e^1.2 = 11.6.
        assertThat(KnnProbe.of(config.withK(4).withTemperature(0.5))
                        .fit(bank, labels)
                        .predict(query))
                .containsExactly(1);
        // t = 0.1: class 0 has e^10 = 22026; class 1 has e^8 + 2 e^6 = 3788.
        assertThat(KnnProbe.of(4).fit(bank, labels).predict(query)).containsExactly(0);
        // k = 2, t = 1000: a tie but for the weights, which still favour the nearest.
        assertThat(KnnProbe.of(config.withK(2).withTemperature(1000))
                        .fit(bank, labels)
                        .predict(query))
                .containsExactly(0);
    }

    @Test
    void euclideanVotesByMajorityAndBreaksTiesByTheNearest() {
        INDArray bank = Nd4j.create(new float[][] {{0}, {3}, {4}, {5}, {-6}});
        INDArray query = Nd4j.create(new float[][] {{1}});
        KnnConfig config = KnnConfig.defaults().withSimilarity(Similarity.EUCLIDEAN);
        // Distances 1, 2, 3, 4, 7.
        int[] labels = {2, 1, 1, 2, 0};
        assertThat(KnnProbe.of(config.withK(3)).fit(bank, labels).predict(query))
                .containsExactly(1);
        assertThat(KnnProbe.of(config.withK(4)).fit(bank, labels).predict(query))
                .containsExactly(2);
    }

    @Test
    void equalRowsAreRankedByIndex() {
        INDArray bank = Nd4j.ones(6, 3);
        Neighbors found = NearestNeighbors.of(bank, Similarity.COSINE)
                .find(Nd4j.ones(1, 3).mul(7), 4);
        assertThat(found.indices()[0]).containsExactly(0, 1, 2, 3);
        assertThat(KnnProbe.of(1).fit(bank, 3, 0, 1, 2, 0, 0).predict(bank)).containsOnly(3);
    }

    @Test
    void plantedClustersAreFound() {
        LabeledFeatures train = PlantedClusters.of(600, 5, 8, 8, 1);
        LabeledFeatures test = PlantedClusters.of(200, 5, 8, 8, 2);
        for (Similarity similarity : Similarity.values()) {
            ClassificationResult result = KnnProbe.of(KnnConfig.defaults().withSimilarity(similarity))
                    .fit(train)
                    .evaluate(test);
            assertThat(result.accuracy()).as(similarity.name()).isGreaterThan(0.99);
        }
    }

    @Test
    void shuffledLabelsGiveChance() {
        LabeledFeatures train = PlantedClusters.shuffled(PlantedClusters.of(2000, 4, 8, 2, 1), 3);
        LabeledFeatures test = PlantedClusters.of(2000, 4, 8, 2, 2);
        assertThat(KnnProbe.of(20).fit(train).accuracy(test)).isCloseTo(0.25, within(0.06));
    }

    @Test
    void aBankThatHoldsTheTestSetIsPerfectAtOneNeighbour() {
        LabeledFeatures leaked = PlantedClusters.shuffled(PlantedClusters.of(500, 4, 8, 1, 1), 3);
        assertThat(KnnProbe.of(1).fit(leaked).accuracy(leaked)).isEqualTo(1);
    }

    @Test
    void theCentreIsTheBanksMean() {
        // Far from the origin all cosines are nearly 1; centred, the sides of the bank's mean are opposite.
        INDArray bank = Nd4j.create(new float[][] {{100, 99}, {100, 101}});
        INDArray query = Nd4j.create(new float[][] {{100, 100.5f}});
        Neighbors found = NearestNeighbors.of(bank, Similarity.CENTERED_COSINE).find(query, 2);
        assertThat(found.indices()[0]).containsExactly(1, 0);
        assertThat(found.similarities()[0]).containsExactly(new double[] {1, -1}, within(1e-6));
    }

    @Test
    void imagesThroughAnExtractor() {
        LabeledFeatures train = PlantedClusters.of(100, 2, 4, 9, 1);
        LabeledFeatures test = PlantedClusters.of(50, 2, 4, 9, 2);
        KnnProbe probe = KnnProbe.of(5);
        assertThat(probe.fit(new RawPixels(), PlantedClusters.images(train))
                        .predict(PlantedClusters.images(test)))
                .isEqualTo(probe.fit(train).predict(test.features()));
    }

    @Test
    void extremeTemperaturesAndZeroRowsStayFinite() {
        LabeledFeatures train = PlantedClusters.of(100, 2, 4, 9, 1);
        INDArray query = Nd4j.zeros(1, 4);
        assertThat(KnnProbe.of(KnnConfig.defaults().withTemperature(1e-6))
                        .fit(train)
                        .accuracy(train))
                .isEqualTo(1);
        Neighbors found =
                NearestNeighbors.of(train.features(), Similarity.COSINE).find(query, 3);
        assertThat(found.similarities()[0]).containsExactly(new double[3], within(1e-6));
    }

    @Test
    void refusals() {
        LabeledFeatures bank = PlantedClusters.of(10, 2, 4, 9, 1);
        assertThatThrownBy(() -> KnnProbe.of(20).fit(bank))
                .hasMessage(
                        "k must be at most the size of the bank, got k = 20 and 10 rows; use a smaller k or a larger"
                                + " bank");
        assertThatThrownBy(() -> KnnProbe.of(0)).hasMessage("k must be at least 1, got 0");
        assertThatThrownBy(() -> KnnConfig.defaults().withTemperature(Double.NaN))
                .hasMessage("temperature must be finite and above 0, got NaN");
        FittedKnn fitted = KnnProbe.of(3).fit(bank);
        assertThatThrownBy(() -> fitted.predict(Nd4j.ones(2, 5)))
                .hasMessage("the queries must have the 4 columns that the classifier was fitted on, got shape [2, 5];"
                        + " extract both with the same encoder");
        INDArray damaged = Nd4j.ones(3, 4);
        damaged.putScalar(1, 2, Float.NaN);
        assertThatThrownBy(() -> fitted.predict(damaged))
                .hasMessage("the queries must be finite, but row 1, column 2 is NaN; the encoder has diverged or its"
                        + " input is damaged");
        assertThatThrownBy(() -> KnnProbe.of(1).fit(damaged, 0, 1, 0)).hasMessageContaining("must be finite");
        LabeledDataset<Image> none = LabeledImageDataset.of(List.of(), new int[0], List.of());
        assertThatThrownBy(() -> KnnProbe.of(1)
                        .fit(new RawPixels(), PlantedClusters.images(bank))
                        .accuracy(none))
                .hasMessage("an evaluation needs at least one labelled image, got an empty data set");
    }

    @Test
    void pinnedDefaults() {
        assertThat(KnnConfig.defaults()).isEqualTo(new KnnConfig(20, 0.1, Similarity.COSINE));
    }
}
