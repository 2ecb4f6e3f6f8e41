package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The residual networks give the representations that PyTorch gives from the same weights, with running statistics.
 * Weights and images are the closed formulas of {@code network/torch_encoders.py}, which printed the expected figures.
 */
class TorchEncoderTest {

    private static final int IMAGES = 2;

    enum Case {
        RESNET_S("resnet-s", 28, 1),
        RESNET18("resnet18", 32, 3);

        private final String name;
        private final int size;
        private final int channels;

        Case(String name, int size, int channels) {
            this.name = name;
            this.size = size;
            this.channels = channels;
        }

        Encoder<Image> encoder(DataType type) {
            ImageInput input = ImageInput.of(size, size, channels);
            Encoder<Image> encoder = this == RESNET_S
                    ? ImageEncoders.resNetS(input, 32, 0, type)
                    : ImageEncoders.resNet18(input, ImageEncoders.Stem.SMALL_IMAGE, 0, type);
            fill(encoder.network().parameters());
            return encoder;
        }

        INDArray images(DataType type) {
            double[] samples = new double[IMAGES * size * size * channels];
            int at = 0;
            for (int n = 0; n < IMAGES; n++) {
                for (int y = 0; y < size; y++) {
                    for (int x = 0; x < size; x++) {
                        for (int c = 0; c < channels; c++) {
                            samples[at++] = Math.sin(0.9 * n + 0.23 * y + 0.31 * x + 0.7 * c + 0.05 * x * y);
                        }
                    }
                }
            }
            return Nd4j.createFromArray(samples)
                    .reshape('c', IMAGES, size, size, channels)
                    .castTo(type);
        }
    }

    @AfterEach
    void allowOneDnn() {
        System.clearProperty(LayerPaths.PROPERTY);
    }

    @ParameterizedTest
    @EnumSource
    void oneDnn(Case network) throws IOException {
        assertAgreement(network, DataType.FLOAT, ExecutionPath.ONEDNN, 1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void fallback(Case network) throws IOException {
        System.setProperty(LayerPaths.PROPERTY, "stock");
        assertAgreement(network, DataType.FLOAT, ExecutionPath.STOCK, 1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void inDouble(Case network) throws IOException {
        assertAgreement(network, DataType.DOUBLE, ExecutionPath.STOCK, 1e-9);
    }

    private static void assertAgreement(Case network, DataType type, ExecutionPath path, double tolerance)
            throws IOException {
        Encoder<Image> encoder = network.encoder(type);
        INDArray images = network.images(type);
        assertAgreement(network, encoder.embed(images), tolerance);

        ComputationGraph stock = encoder.toGraph();
        assertAgreement(network, stock.outputSingle(images), tolerance);
        ComputationGraph fast = new ComputationGraph(FastLayers.accelerate(stock.getConfiguration()));
        fast.init(stock.params(), true);
        assertAgreement(network, fast.outputSingle(images), tolerance);
        assertThat(pathsOf(fast)).containsExactly(path);
    }

    private static Set<ExecutionPath> pathsOf(ComputationGraph graph) {
        Set<ExecutionPath> paths = new HashSet<>();
        for (GraphVertex vertex : graph.getVertices()) {
            Object running = vertex.hasLayer() ? vertex.getLayer() : vertex;
            if (running instanceof AcceleratedLayer layer) {
                paths.add(layer.lastPath());
            }
        }
        return paths;
    }

    /** Each kept figure to within a share of itself. */
    private static void assertAgreement(Case network, INDArray representations, double tolerance) throws IOException {
        List<Double> expected = new ArrayList<>();
        List<Double> actual = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                TorchEncoderTest.class.getResourceAsStream("/network/torch_encoders.csv"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                if (cells[0].equals(network.name)) {
                    INDArray row = representations.getRow(Integer.parseInt(cells[1]));
                    actual.add(entry(row, Integer.parseInt(cells[2])));
                    expected.add(Double.parseDouble(cells[3]));
                }
            }
        }
        assertThat(expected).hasSize(16);
        for (int i = 0; i < expected.size(); i++) {
            Agreement.assertClose(network.name + ", kept figure " + i, actual.get(i), expected.get(i), tolerance);
        }
    }

    private static double entry(INDArray row, int index) {
        return switch (index) {
            case -1 -> row.meanNumber().doubleValue();
            case -2 -> row.norm2Number().doubleValue();
            default -> row.getDouble(index);
        };
    }

    private static void fill(Parameters parameters) {
        List<String> layers = parameters.segments().stream()
                .map(TorchEncoderTest::layer)
                .distinct()
                .sorted()
                .toList();
        for (Segment segment : parameters.segments()) {
            int layer = layers.indexOf(layer(segment));
            double[] values = new double[(int) segment.length()];
            Arrays.setAll(values, formula(segment, layer));
            Parameters.view(parameters.values(), segment)
                    .reshape(segment.order(), segment.shape())
                    .assign(Nd4j.createFromArray(values).reshape('c', segment.shape()));
        }
    }

    /** "stage1_2_conv_W" and "stage1_2_norm_gamma" belong to the layer "stage1_2". */
    private static String layer(Segment segment) {
        return segment.name().replaceFirst("_(conv|norm)_[^_]+$", "");
    }

    private static IntToDoubleFunction formula(Segment segment, int l) {
        String parameter = segment.name().substring(segment.name().lastIndexOf('_') + 1);
        long[] shape = segment.shape();
        return switch (parameter) {
            case "W" -> {
                double scale = Math.sqrt(4.0 / (shape[1] * shape[2] * shape[3]));
                yield k -> Math.sin(0.37 * k + l) * scale;
            }
            case "gamma" -> k -> 1 + 0.1 * Math.sin(0.7 * k + l);
            case "beta" -> k -> 0.1 * Math.cos(0.5 * k + l);
            case "mean" -> k -> 0.05 * Math.sin(1.3 * k + l);
            case "var" -> k -> 1 + 0.3 * Math.cos(0.9 * k + l);
            default -> throw new IllegalArgumentException("no formula for " + segment.name());
        };
    }
}
