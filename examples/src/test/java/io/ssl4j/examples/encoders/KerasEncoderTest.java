package io.ssl4j.examples.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Models of Keras as encoders. The files and the expected figures come from {@code keras_models.py} among the test
 * resources, which says by which formulas.
 */
@DisabledOnOs(
        value = OS.MAC,
        architectures = "aarch64",
        disabledReason = "HDF5, which the import reads with, is published without natives for it")
class KerasEncoderTest {

    private static final ImageInput INPUT = ImageInput.of(16, 16, 3);

    @TempDir
    Path folder;

    private static Path resource(String name) throws Exception {
        return Path.of(KerasEncoderTest.class.getResource("/keras/" + name).toURI());
    }

    private static MultiLayerNetwork sequential() throws Exception {
        return KerasModelImport.importKerasSequentialModelAndWeights(
                resource("sequential.h5").toString(), false);
    }

    private static ComputationGraph functional() throws Exception {
        return KerasModelImport.importKerasModelAndWeights(
                resource("functional.h5").toString(), false);
    }

    private static INDArray images() {
        INDArray images = Nd4j.create(DataType.FLOAT, 3, 16, 16, 3);
        for (int n = 0; n < 3; n++) {
            for (int y = 0; y < 16; y++) {
                for (int x = 0; x < 16; x++) {
                    for (int c = 0; c < 3; c++) {
                        double sample = Math.sin(0.9 * n + 0.23 * y + 0.31 * x + 0.7 * c + 0.05 * x * y);
                        images.putScalar(new long[] {n, y, x, c}, sample);
                    }
                }
            }
        }
        return images;
    }

    private static void assertFigures(INDArray embedding, String model, String layer) throws Exception {
        List<String> figures = Files.readAllLines(resource("keras_models.csv")).stream()
                .filter(line -> line.startsWith(model + "," + layer + ","))
                .toList();
        assertThat(figures).hasSize((int) embedding.length());
        for (String line : figures) {
            String[] fields = line.split(",");
            assertThat(embedding.getDouble(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .as(line)
                    .isCloseTo(Double.parseDouble(fields[4]), within(1e-6));
        }
    }

    @Test
    void aSequentialModelUpToItsPoolOrItsDenseLayer() throws Exception {
        assertFigures(Encoder.of(sequential(), "pool", INPUT).embed(images()), "sequential", "pool");
        assertFigures(Encoder.of(sequential(), "dense", INPUT).embed(images()), "sequential", "dense");
    }

    @Test
    void aFunctionalModelWithAShortcutAndFlatten() throws Exception {
        assertFigures(Encoder.of(functional(), "dense", INPUT).embed(images()), "functional", "dense");
    }

    @Test
    void bothTrainAndComeBackFromTheirFiles() throws Exception {
        Encoder<Image> pooled = Encoder.of(sequential(), "dense", INPUT);
        Training.trainsAndComesBack(pooled, images(), folder.resolve("sequential.zip"));
        Encoder<Image> flattened = Encoder.of(functional(), "dense", INPUT);
        Training.trainsAndComesBack(flattened, images(), folder.resolve("functional.zip"));
    }

    @Test
    void theOtherChannelOrderIsRefused() throws Exception {
        ComputationGraph graph = functional();
        assertThatThrownBy(() -> Encoder.of(graph, "dense", INPUT.withOrder(ChannelOrder.NCHW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "does not accept the rows of its input, 16 x 16 x 3 NCHW, mean [0.5, 0.5, 0.5], deviation [0.5,"
                                + " 0.5, 0.5], but it takes them as NHWC: use input.withOrder(ChannelOrder.NHWC): ");
    }

    /** So that a service which loads it needs no import from Keras on its class path. */
    @Test
    void theFileNamesNoClassOfTheImport() throws Exception {
        Path file = folder.resolve("functional.zip");
        Encoder.of(functional(), "dense", INPUT).save(file);
        assertThat(Encoder.load(file).toGraph().getConfiguration().toJson()).doesNotContain("modelimport");
    }
}
