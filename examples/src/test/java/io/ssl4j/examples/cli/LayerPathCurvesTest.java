package io.ssl4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.ImageDataset;
import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.Encoders;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.train.StepInfo;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The path that layers run on does not move results: SimCLR on Fashion-MNIST, from the same start with the same views. Training
 * amplifies rounding (batch norm divides nearly constant channels by nearly nothing), so losses cannot agree to many digits
 * after the first steps on any two paths, nor on one path twice if its start is changed by a millionth. So the first loss must
 * agree, the next ones must be no further apart than such a change of the start takes them, and over two hundred steps the
 * curves must run at the same height.
 */
class LayerPathCurvesTest {

    private static final double MILLIONTH = 1e-6;

    @AfterEach
    void allowAllPaths() {
        System.clearProperty(LayerPaths.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libnd4j", "stock"})
    void theFirstStepsAgreeUpToAmplifiedRounding(String path) throws IOException {
        List<Double> fast = losses("onednn", 6, 16, 0);
        List<Double> other = losses(path, 6, 16, 0);
        assertThat(distance(fast.subList(0, 1), other.subList(0, 1))).isLessThan(1e-4);
        double amplified = distance(fast, losses("onednn", 6, 16, MILLIONTH));
        assertThat(distance(fast, other))
                .as("%s and %s; a start changed by a millionth gives a distance of %s", fast, other, amplified)
                .isLessThan(10 * amplified);
    }

    /** The mean loss of the last fifty of two hundred steps. */
    @Tag("slow")
    @Test
    void twoHundredStepsRunAtTheSameHeight() throws IOException {
        double fast = lastFifty("onednn");
        assertThat(lastFifty("libnd4j")).isBetween(fast - 0.1, fast + 0.1);
        assertThat(lastFifty("stock")).isBetween(fast - 0.1, fast + 0.1);
    }

    private static double lastFifty(String path) throws IOException {
        List<Double> losses = losses(path, 200, 32, 0);
        double mean = losses.subList(150, 200).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertThat(mean).as("the mean of the last losses of " + path).isLessThan(losses.get(0) - 0.5);
        return mean;
    }

    private static List<Double> losses(String path, int steps, int batch, double change) throws IOException {
        System.setProperty(LayerPaths.PROPERTY, path);
        ImageDataset images = ShippedImages.open().unlabeled().subset(steps * batch, 3);
        Encoder encoder = Encoders.resNetS(ImageInput.of(images), 8, 5);
        INDArray parameters = encoder.network().parameters().values();
        RandomStream random = RandomKey.of(1).stream();
        for (long i = 0; i < parameters.length() && change > 0; i++) {
            parameters.putScalar(i, parameters.getFloat(i) * (1 + change * random.nextGaussian()));
        }
        SimClr<Image> method = SimClr.of(
                encoder,
                Recipes.SIMCLR_SMALL.forChannels(1).views(encoder.input()),
                SimClrConfig.defaults().withTemperature(0.2).withProjector(HeadShape.of(32, 64)));
        List<Double> losses = new ArrayList<>();
        Trainer.builder()
                .optimizer(Sgd.of(0.01))
                .batchSize(batch)
                .epochs(1)
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

    private static double distance(List<Double> a, List<Double> b) {
        double largest = 0;
        for (int i = 0; i < a.size(); i++) {
            largest = Math.max(largest, Math.abs(a.get(i) - b.get(i)));
        }
        return largest;
    }
}
