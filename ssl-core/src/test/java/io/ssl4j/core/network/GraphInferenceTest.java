package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GraphInferenceTest {

    private static final ImageInput SMALL = ImageInput.of(6, 6, 2);

    @Test
    void inferenceInsideAStepChangesNoBitOfIt() {
        INDArray images = Nd4j.rand(DataType.FLOAT, 6, 6, 6, 2);
        Encoder<Image> plain = ImageEncoders.resNetS(SMALL, 4, 3);
        Encoder<Image> evaluated = ImageEncoders.resNetS(SMALL, 4, 3);

        Pass a = plain.network().forward(images);
        a.backward(a.output().dup());
        Pass b = evaluated.network().forward(images);
        evaluated.network().infer(Nd4j.rand(DataType.FLOAT, 3, 6, 6, 2));
        b.backward(b.output().dup());

        assertThat(evaluated.network().parameters().gradients())
                .isEqualTo(plain.network().parameters().gradients());
    }

    @Test
    void anotherThreadTrainsOnWithTheKernelsOfTheFirst() throws Exception {
        Network network = ImageEncoders.resNetXs(ImageInput.of(28, 28, 1), 3).network();
        INDArray images = Nd4j.rand(DataType.FLOAT, 64, 28, 28, 1);
        INDArray here = gradientOf(network, images);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThat(other.submit(() -> gradientOf(network, images)).get()).isEqualTo(here);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void severalThreadsEmbedAtOnce() throws Exception {
        Encoder<Image> encoder = ImageEncoders.resNetXs(ImageInput.of(28, 28, 1), 3);
        INDArray images = Nd4j.rand(DataType.FLOAT, 64, 28, 28, 1);
        INDArray expected = encoder.embed(images);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<INDArray>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> encoder.embed(images)));
            }
            for (Future<INDArray> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anImageEmbedsTheSameAloneAndInABatch() {
        Encoder<Image> encoder = ImageEncoders.resNetS(SMALL, 4, 3);
        INDArray images = Nd4j.rand(DataType.FLOAT, 64, 6, 6, 2);
        encoder.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(images))));
        INDArray batch = encoder.embed(images);
        for (int i : new int[] {0, 31, 63}) {
            INDArray alone = encoder.embed(images.get(NDArrayIndex.interval(i, i + 1)));
            assertThat(alone.distance2(batch.getRow(i, true))
                            / alone.norm2Number().doubleValue())
                    .isLessThan(1e-6);
        }
    }

    @Test
    void calibrationTakesEachBatchAsAWhole() {
        ImageInput input = ImageInput.of(6, 6, 2);
        Encoder<Image> encoder = ImageEncoders.tiny(input, 3);
        Encoder<Image> other = ImageEncoders.tiny(input, 3);
        INDArray batch = Nd4j.rand(DataType.FLOAT, 9, 6, 6, 2);
        encoder.network()
                .forward(Nd4j.rand(DataType.FLOAT, 8, 6, 6, 2), PassMode.perView(2))
                .close();

        encoder.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(batch))));
        other.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(batch))));

        assertThat(encoder.network().parameters().values())
                .isEqualTo(other.network().parameters().values());
        assertThatThrownBy(() -> other.graphNetwork()
                        .calibrateStatistics(List.of(Map.of("input", Rows.of(batch.get(NDArrayIndex.interval(0, 1)))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calibrating batch statistics needs batches of at least 2 rows, got 1; use more samples");
        assertThatThrownBy(() -> other.graphNetwork().calibrateStatistics(List.of()))
                .hasMessage("calibrating batch statistics needs at least one batch, got none");
    }

    private static INDArray gradientOf(Network network, INDArray input) {
        network.parameters().zeroGradients();
        Pass pass = network.forward(input);
        pass.backward(gradient(pass.output()));
        return network.parameters().gradients().dup();
    }

    /**
     * Weighs outputs so that every gradient entry matters: loss = sum(w * output^2) / 2, dLoss/dOutput = w * output.
     */
    private static INDArray weights(INDArray output) {
        INDArray w = Nd4j.linspace(DataType.DOUBLE, 0.3, 0.01, output.length());
        return w.reshape(output.shape());
    }

    private static double loss(INDArray output) {
        return output.mul(output).mul(weights(output)).sumNumber().doubleValue() / 2;
    }

    private static INDArray gradient(INDArray output) {
        return output.mul(weights(output));
    }
}
