package io.ssl4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.data.LabeledImageDataset;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.Encoders;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.train.StepInfo;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The path that layers run on does not move results: SimCLR on Fashion-MNIST, from the same start with the same views, gives the
 * loss curve of the oneDNN path on the others too. Rounding differs from the first step on and grows as training amplifies it,
 * so the bounds are for the mean of the curves' distance and for their ends, not for bits.
 */
class LayerPathCurvesTest {

    private static final double SHORT_TOLERANCE = 1e-3;
    private static final double LONG_TOLERANCE = 0.05;
    private static final double LONG_MEAN_TOLERANCE = 0.01;

    @AfterEach
    void allowAllPaths() {
        System.clearProperty(LayerPaths.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libnd4j", "stock"})
    void twelveStepsAgree(String path) throws IOException {
        List<Double> expected = losses("onednn", 12, 4, 16);
        List<Double> actual = losses(path, 12, 4, 16);
        double[] distances = distances(actual, expected);
        assertThat(max(distances)).as("%s: %s and %s", path, actual, expected).isLessThan(SHORT_TOLERANCE);
    }

    /** Two hundred steps of a narrow ResNet. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"libnd4j", "stock"})
    void twoHundredStepsAgree(String path) throws IOException {
        List<Double> expected = losses("onednn", 200, 8, 64);
        List<Double> actual = losses(path, 200, 8, 64);
        double[] distances = distances(actual, expected);
        double mean = Arrays.stream(distances).average().orElseThrow();
        System.out.println(path + " max " + max(distances) + " mean " + mean + " first20 " + max(Arrays.copyOf(distances, 20)) + " from " + expected.get(0) + " to " + expected.get(199));
        assertThat(mean).as("mean distance of the curves").isLessThan(LONG_MEAN_TOLERANCE);
        assertThat(max(distances)).as("largest distance").isLessThan(LONG_TOLERANCE);
    }

    private static List<Double> losses(String path, int steps, int width, int batch) throws IOException {
        System.setProperty(LayerPaths.PROPERTY, path);
        LabeledImageDataset images = ShippedImages.open().subset(steps * batch / (steps > 100 ? 4 : 1), 3);
        Encoder encoder = Encoders.resNetS(ImageInput.of(images), width, 5);
        SimClr<Image> method = SimClr.of(
                encoder,
                Recipes.SIMCLR_SMALL.forChannels(1).views(encoder.input()),
                SimClrConfig.defaults().withTemperature(0.2).withProjector(HeadShape.of(32, 64)));
        List<Double> losses = new ArrayList<>();
        Trainer.builder()
                .optimizer(Optimizers.adam(1e-3))
                .batchSize(batch)
                .epochs(steps > 100 ? 4 : 1)
                .seed(11)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepInfo step) {
                        losses.add(step.loss());
                    }
                })
                .build()
                .fit(method, images);
        assertThat(losses).hasSize(steps);
        return losses;
    }

    private static double[] distances(List<Double> actual, List<Double> expected) {
        double[] distances = new double[expected.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(actual.get(i) - expected.get(i));
        }
        return distances;
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
