package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.option.ShippedImages;
import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The path that layers run on does not move results: SimCLR on Fashion-MNIST, from the same start with the same views.
 * Training
 * amplifies rounding, so losses cannot agree to many digits for ever, on two paths or on one whose start is changed by
 * a
 * millionth. Without batch norm that takes long: the first ten losses agree to 1e-7, the first fifty to 2e-4. Batch
 * norm divides
 * nearly constant channels by nearly nothing: within six steps a millionth has become a tenth. So losses are compared
 * one by
 * one where that is possible, and over two hundred steps by their height, whose scatter over changed starts is known
 * (standard
 * deviation 0.03 without batch norm and 0.07 with it, over six starts).
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
        List<Double> fast = losses(Setup.RESIDUAL, "onednn", 6, 16, 0);
        List<Double> other = losses(Setup.RESIDUAL, path, 6, 16, 0);
        assertThat(distance(fast.subList(0, 1), other.subList(0, 1))).isLessThan(1e-4);
        double amplified = distance(fast, losses(Setup.RESIDUAL, "onednn", 6, 16, 1));
        assertThat(distance(fast, other))
                .as("%s and %s; a start changed by a millionth gives a distance of %s", fast, other, amplified)
                .isLessThan(10 * amplified);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libnd4j", "stock"})
    void withoutBatchNormTwentyStepsAgree(String path) throws IOException {
        Setup plain = Setup.PLAIN;
        assertThat(distance(losses(plain, "onednn", 20, 16, 0), losses(plain, path, 20, 16, 0)))
                .isLessThan(1e-4);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"libnd4j", "stock"})
    void withoutBatchNormTwoHundredStepsRunTogether(String path) throws IOException {
        List<Double> fast = losses(Setup.PLAIN, "onednn", 200, 32, 0);
        List<Double> other = losses(Setup.PLAIN, path, 200, 32, 0);
        assertThat(distance(fast.subList(0, 50), other.subList(0, 50))).isLessThan(1e-3);
        assertThat(mean(other)).isBetween(mean(fast) - 0.05, mean(fast) + 0.05);
        assertThat(mean(other.subList(150, 200))).isLessThan(other.get(0) - 0.3);
    }

    /** The last fifty of two hundred losses, beside four starts of the fast path. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"libnd4j", "stock"})
    void twoHundredStepsRunAtTheSameHeight(String path) throws IOException {
        double fast = 0;
        for (long start = 0; start < 4; start++) {
            fast += lastFifty("onednn", start) / 4;
        }
        assertThat(lastFifty(path, 0)).isBetween(fast - 0.2, fast + 0.2);
    }

    private static double lastFifty(String path, long start) throws IOException {
        List<Double> losses = losses(Setup.RESIDUAL, path, 200, 32, start);
        double mean = mean(losses.subList(150, 200));
        assertThat(mean).as("the mean of the last losses of " + path).isLessThan(losses.get(0) - 0.5);
        return mean;
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** With batch norm, and without. */
    private enum Setup {
        RESIDUAL,
        PLAIN;

        Encoder<Image> encoder(ImageInput input) {
            return this == PLAIN ? ImageEncoders.tinyPlain(input, 5) : ImageEncoders.resNetS(input, 8, 5);
        }

        HeadShape head() {
            return this == RESIDUAL ? HeadShape.of(32, 64) : HeadShape.withoutNorm(32, 64);
        }
    }

    /** @param start 0, or which change by a millionth the parameters begin with */
    private static List<Double> losses(Setup setup, String path, int steps, int batch, long start) throws IOException {
        System.setProperty(LayerPaths.PROPERTY, path);
        ImageDataset images = ShippedImages.open().unlabeled().subset(steps * batch, 3);
        Encoder<Image> encoder = setup.encoder(ImageInput.of(images));
        INDArray parameters = encoder.network().parameters().values();
        RandomStream random = RandomKey.of(start).stream();
        for (long i = 0; i < parameters.length() && start > 0; i++) {
            parameters.putScalar(i, parameters.getFloat(i) * (1 + MILLIONTH * random.nextGaussian()));
        }
        SimClr<Image> method = SimClr.of(
                encoder,
                Recipes.SIMCLR_SMALL.adaptedTo(ImageInput.of(encoder)).views(ImageInput.of(encoder)),
                SimClrConfig.defaults().withTemperature(0.2).withProjector(setup.head()));
        List<Double> losses = new ArrayList<>();
        Trainer.builder()
                .optimizer(Sgd.of(0.01))
                .batchSize(batch)
                .epochs(1)
                .seed(11)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
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
