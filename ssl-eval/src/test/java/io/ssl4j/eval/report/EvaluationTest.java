package io.ssl4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.encoder.ViewAverage;
import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.RawPixels;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.KnnMonitor;
import io.ssl4j.eval.knn.KnnProbe;
import io.ssl4j.eval.knn.Similarity;
import io.ssl4j.eval.linear.LinearProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class EvaluationTest {

    @Test
    void everyNumberIsThatOfItsOwnProbe() {
        LabeledFeatures trainRows = PlantedClusters.of(200, 3, 6, 2, 1);
        LabeledFeatures testRows = PlantedClusters.of(150, 3, 6, 2, 2);
        LabeledImageDataset train = PlantedClusters.images(trainRows);
        LabeledImageDataset test = PlantedClusters.images(testRows);
        FeatureMap<Image> sharp = images -> new RawPixels().features(images).muli(2);
        FeatureMap<Image> blunt = images -> new RawPixels()
                .features(images)
                .get(org.nd4j.linalg.indexing.NDArrayIndex.all(), org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 2));
        EvaluationReport report = Evaluation.defaults().run(sharp, blunt, List.of(new RawPixels()), train, test);

        KnnConfig knn = KnnConfig.defaults();
        double centred = KnnProbe.of(knn.withSimilarity(Similarity.CENTERED_COSINE))
                .fit(trainRows)
                .accuracy(testRows);
        double euclidean = KnnProbe.of(knn.withSimilarity(Similarity.EUCLIDEAN))
                .fit(trainRows)
                .accuracy(testRows);
        Floors.Floor pixels = report.floors().given().get(0);
        assertThat(pixels.name()).isEqualTo("raw pixels");
        assertThat(pixels.scores().knnAccuracy()).isEqualTo(Math.max(centred, euclidean));
        assertThat(pixels.similarity())
                .isEqualTo(euclidean > centred ? Similarity.EUCLIDEAN : Similarity.CENTERED_COSINE);
        assertThat(pixels.scores().linearAccuracy())
                .isEqualTo(LinearProbe.defaults().fit(trainRows).accuracy(testRows));
        assertThat(report.trained().knnAccuracy())
                .isEqualTo(KnnProbe.of(20).fit(sharp, train).accuracy(test));
        assertThat(report.untrained().knnAccuracy())
                .isEqualTo(KnnProbe.of(20).fit(blunt, train).accuracy(test));
        assertThat(report.untrained().linearAccuracy())
                .isEqualTo(LinearProbe.defaults().fit(blunt, train).accuracy(test));
        assertThat(report.trainSize()).isEqualTo(200);
        assertThat(report.testSize()).isEqualTo(150);
    }

    @Test
    void theTableSaysWhatFollowsForEachBaseline() {
        LabeledImageDataset train = PlantedClusters.images(PlantedClusters.of(200, 3, 6, 3, 1));
        LabeledImageDataset test = PlantedClusters.images(PlantedClusters.of(150, 3, 6, 3, 2));
        FeatureMap<Image> sharp = new RawPixels();
        FeatureMap<Image> blunt = images -> new RawPixels()
                .features(images)
                .get(org.nd4j.linalg.indexing.NDArrayIndex.all(), org.nd4j.linalg.indexing.NDArrayIndex.interval(3, 6));
        EvaluationReport better = Evaluation.defaults().run(sharp, blunt, List.of(new RawPixels()), train, test);
        assertThat(better.table())
                .contains("majority class 33.3")
                .containsPattern(
                        "linear probe .* above the untrained encoder by .* points \\(.*\\); not to be told apart"
                                + " from raw pixels \\(\\+0.0 points");
        EvaluationReport worse = Evaluation.defaults().run(blunt, sharp, List.of(), train, test);
        assertThat(worse.table()).containsPattern("k-NN .* below the untrained encoder by");
        assertThat(worse.toMap()).containsKey("details");
    }

    @Test
    void anEncoderBesideItsUntrainedSelf(@TempDir Path folder) throws IOException {
        LabeledImageDataset train = SyntheticImages.patterns(30, 3, 8, 1, 1);
        LabeledImageDataset test = SyntheticImages.patterns(10, 3, 8, 1, 2);
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(8, 8, 1), 5);
        INDArray before = encoder.network().parameters().values().dup();
        EvaluationReport report = Evaluation.defaults().run(encoder, train, test);
        assertThat(encoder.network().parameters().values()).isEqualTo(before);

        // Nothing was trained: once its statistics are calibrated too, the encoder is its own floor.
        encoder.calibrateStatistics(train);
        EvaluationReport calibrated = Evaluation.defaults().run(encoder, train, test);
        assertThat(calibrated.trained()).isEqualTo(calibrated.untrained()).isEqualTo(report.untrained());
        assertThat(calibrated.trainedHealth())
                .isEqualTo(report.floors().untrained().health());

        // The saved file alone gives the same figures.
        Path file = folder.resolve("encoder.zip");
        encoder.save(file);
        assertThat(Evaluation.defaults().run(Encoder.load(file, Image.class), train, test))
                .isEqualTo(calibrated);
    }

    /** The untrained encoder is measured as the trained one is: here both are the same encoder over the same crops. */
    @Test
    void aMeanOverCropsIsTheProtocolOfBothEncoders() {
        LabeledImageDataset train = SyntheticImages.patterns(30, 3, 12, 1, 1);
        LabeledImageDataset test = SyntheticImages.patterns(10, 3, 12, 1, 2);
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 5);
        encoder.calibrateStatistics(train);
        List<String> measured = new ArrayList<>();
        EvaluationReport report = Evaluation.defaults()
                .run(
                        encoder,
                        e -> {
                            ViewAverage<Image> crops =
                                    new ViewAverage<>(e, Modalities.views(e, ViewNeed.copies("emp-ssl", 3)), 0);
                            measured.add(crops.name());
                            return crops;
                        },
                        train,
                        test);
        assertThat(measured).containsExactly("encoder, mean of 3 views", "encoder, mean of 3 views");
        assertThat(report.trained()).isEqualTo(report.untrained());
        assertThat(report.trainedHealth())
                .isEqualTo(report.floors().untrained().health())
                .isNotEqualTo(Evaluation.defaults().run(encoder, train, test).trainedHealth());
    }

    @Test
    void tableAndSummary() {
        EvaluationReport report = new EvaluationReport(
                new Scores(0.8123, 0.856),
                new Floors(
                        new Floors.Untrained(new Scores(0.694, 0.7), new EmbeddingHealth(0.01, 3.5, 128)),
                        List.of(
                                new Floors.Floor("raw series", new Scores(0.823, 0.84), Similarity.CENTERED_COSINE),
                                new Floors.Floor("random convolutions", new Scores(0.9, 0.95), Similarity.EUCLIDEAN))),
                new EmbeddingHealth(0.0812, 45.23, 128),
                KnnConfig.defaults(),
                8000,
                2000);
        assertThat(report.table())
                .isEqualTo(
                        """
                accuracy, %           k-NN  linear
                trained encoder       81.2    85.6
                untrained encoder     69.4    70.0
                raw series            82.3    84.0
                random convolutions   90.0    95.0
                8000 labelled samples to fit, 2000 to test; k-NN: k = 20, t = 0.1, raw series centred cosine, \
                random convolutions Euclidean
                trained embeddings: deviation 0.0812 (full sphere 0.0884), effective rank 45.2 of 128
                untrained embeddings: deviation 0.0100 (full sphere 0.0884), effective rank 3.5 of 128
                """);
        assertThat(report.toMap().keySet()).containsExactly("knnAccuracy", "linearAccuracy", "untrained", "floors");
        assertThat(report.toMap())
                .containsEntry("knnAccuracy", 0.8123)
                .containsEntry("linearAccuracy", 0.856)
                .containsEntry("untrained", Map.of("knnAccuracy", 0.694, "linearAccuracy", 0.7))
                .containsEntry(
                        "floors",
                        Map.of(
                                "raw series",
                                Map.of("knnAccuracy", 0.823, "linearAccuracy", 0.84),
                                "random convolutions",
                                Map.of("knnAccuracy", 0.9, "linearAccuracy", 0.95)));
    }

    @Test
    void tooFewImagesAreRefusedBeforeAnythingIsEmbedded() {
        LabeledImageDataset images = PlantedClusters.images(PlantedClusters.of(19, 2, 4, 2, 1));
        LabeledImageDataset none = LabeledImageDataset.of(List.of(), new int[0], List.of());
        FeatureMap<Image> never = data -> {
            throw new AssertionError("must not be asked");
        };
        assertThatThrownBy(() -> Evaluation.defaults().run(never, never, List.of(), images, images))
                .hasMessage(
                        "an evaluation needs at least k = 20 labelled training samples and one test sample, got 19 and"
                                + " 19");
        assertThatThrownBy(() -> Evaluation.defaults()
                        .withKnn(KnnConfig.defaults().withK(5))
                        .run(never, never, List.of(), images, none))
                .hasMessage(
                        "an evaluation needs at least k = 5 labelled training samples and one test sample, got 19 and"
                                + " 0");
    }

    @Test
    void labelsThatMeanOtherClassesAreRefused() {
        LabeledImageDataset train =
                SyntheticImages.patterns(10, 3, 8, 1, 1).withClassNames(List.of("cat", "dog", "fox"));
        LabeledImageDataset test = SyntheticImages.patterns(2, 2, 8, 1, 2).withClassNames(List.of("cat", "fox"));
        FeatureMap<Image> never = data -> {
            throw new AssertionError("must not be asked");
        };
        assertThatThrownBy(() -> Evaluation.defaults().run(never, never, List.of(), train, test))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a label must mean the same class in both data sets, but label 1 is 'dog' in one and 'fox' in"
                                + " the other; split one data set, or open both parts with ImageSource");
        assertThatThrownBy(() -> KnnMonitor.every(1, train, test)).hasMessageContaining("label 1 is 'dog' in one");
    }
}
