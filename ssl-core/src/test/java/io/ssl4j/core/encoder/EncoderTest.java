package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Preprocessing;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import stock.PlainDl4jProbe;

class EncoderTest {

    private static final ImageInput INPUT = new ImageInput(
            16, 12, 3, ChannelOrder.NHWC, new float[] {0.1f, 0.2f, 0.3f}, new float[] {0.4f, 0.5f, 0.6f});

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void aQuarterPoolingEncoderGivesTheSameAfterLoading(ChannelOrder order) throws IOException {
        ImageInput input = INPUT.withOrder(order);
        Encoder<Image> encoder = ImageEncoders.resNetXs(input, 5);
        long[] row = input.rowShape();
        INDArray rows = Nd4j.rand(DataType.FLOAT, 5, row[0], row[1], row[2]);
        encoder.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(rows))));
        encoder.save(folder.resolve("encoder.zip"));
        assertThat(Encoder.load(folder.resolve("encoder.zip"), Image.class).embed(rows))
                .isEqualTo(encoder.embed(rows));
    }

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void aSavedEncoderGivesTheSameAfterLoading(ChannelOrder order) throws IOException {
        ImageInput input = INPUT.withOrder(order);
        Encoder<Image> encoder = ImageEncoders.resNetS(input, 4, 5);
        long[] row = input.rowShape();
        INDArray rows = Nd4j.rand(DataType.FLOAT, 5, row[0], row[1], row[2]);
        encoder.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(rows))));
        Path file = folder.resolve("deeper/encoder.zip");
        encoder.save(file);

        Encoder<Image> loaded = Encoder.load(file, Image.class);

        assertThat(ImageInput.of(loaded).order()).isEqualTo(order);
        assertThat(ImageInput.of(loaded).mean()).containsExactly(0.1f, 0.2f, 0.3f);
        assertThat(ImageInput.of(loaded).deviation()).containsExactly(0.4f, 0.5f, 0.6f);
        assertThat(loaded.representationSize()).isEqualTo(16);
        assertThat(loaded.embed(rows)).isEqualTo(encoder.embed(rows));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** DL4J draws the seeds of layers from the clock, and its ModelSerializer stamps the entries with it. */
    @Test
    void theFileHoldsNothingOfTheClock() throws IOException {
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        ImageEncoders.resNetS(INPUT, 4, 5).save(first);
        ImageEncoders.resNetS(INPUT, 4, 5).save(second);
        assertThat(second).hasSameBinaryContentAs(first);
        try (ZipFile zip = new ZipFile(first.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal))
                    .hasSize(3)
                    .containsOnly(LocalDateTime.of(1980, 2, 1, 0, 0));
            String configuration = new String(
                    zip.getInputStream(zip.getEntry("configuration.json")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Pattern.compile("\"seed\" : (-?[0-9]+)")
                            .matcher(configuration)
                            .results()
                            .map(seed -> seed.group(1)))
                    .hasSizeGreaterThan(10)
                    .containsOnly("5");
        }
    }

    /** Loads the file with DL4J's ModelSerializer in a process whose class path has no class of ours. */
    @Test
    void plainDl4jReadsTheFile() throws Exception {
        Encoder<Image> encoder = ImageEncoders.resNetS(INPUT, 4, 5);
        INDArray rows = Nd4j.rand(DataType.FLOAT, 3, 16, 12, 3);
        encoder.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(rows))));
        encoder.save(folder.resolve("encoder.zip"));
        Nd4j.saveBinary(rows, folder.resolve("rows.bin").toFile());
        String probe = PlainDl4jProbe.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(folder.resolve("classes/stock"));
        try (InputStream bytes = getClass().getClassLoader().getResourceAsStream(probe)) {
            Files.copy(bytes, folder.resolve("classes").resolve(probe));
        }
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        entry.endsWith(".jar") && !new File(entry).getName().startsWith("ssl-"))
                .collect(Collectors.joining(File.pathSeparator));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder.resolve("classes") + File.pathSeparator + libraries,
                        PlainDl4jProbe.class.getName(),
                        folder.resolve("encoder.zip").toString(),
                        folder.resolve("rows.bin").toString(),
                        folder.resolve("output.bin").toString())
                .redirectErrorStream(true)
                .start();
        String console = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(console).isZero();
        INDArray actual = Nd4j.readBinary(folder.resolve("output.bin").toFile());
        INDArray expected = encoder.embed(rows);
        assertThat(actual.distance2(expected) / expected.norm2Number().doubleValue())
                .isLessThan(1e-5);
    }

    @Test
    void anEncoderKnowsWhatItStartedFromAlsoAfterLoading() throws IOException {
        Encoder<Image> encoder = ImageEncoders.resNetS(INPUT, 4, 5);
        INDArray start = encoder.network().parameters().values().dup();
        encoder.network().parameters().values().addi(1);
        encoder.save(folder.resolve("encoder.zip"));

        Encoder<Image> untrained =
                Encoder.load(folder.resolve("encoder.zip"), Image.class).untrained();

        assertThat(untrained.network().parameters().values()).isEqualTo(start);
        assertThat(ImageEncoders.resNetS(INPUT, 4, 6).network().parameters().values())
                .isNotEqualTo(start);
    }

    @Test
    void theFileNamesStockLayersOnly() throws Exception {
        Encoder<Image> encoder = ImageEncoders.resNetS(INPUT, 4, 5);
        Path file = folder.resolve("encoder.zip");
        encoder.save(file);
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            String configuration = new String(
                    zip.getInputStream(zip.getEntry("configuration.json")).readAllBytes());
            assertThat(configuration).doesNotContain("ssl4j").contains("BatchNormalization");
        }
    }

    @Test
    void aUsersOwnGraphIsTrimmedToItsRepresentation() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("pixels")
                .setInputTypes(InputType.convolutional(16, 12, 3))
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        "pixels")
                .addLayer(
                        "features",
                        new DenseLayer.Builder()
                                .nOut(7)
                                .activation(Activation.TANH)
                                .build(),
                        "conv")
                .addLayer(
                        "classes",
                        new OutputLayer.Builder()
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "features")
                .setOutputs("classes")
                .build());
        graph.init();
        ImageInput input = INPUT.withOrder(ChannelOrder.NCHW);
        INDArray rows = Nd4j.rand(DataType.FLOAT, 4, 3, 16, 12);

        Encoder<Image> encoder = Encoder.of(graph, "features", input);

        assertThat(encoder.representationSize()).isEqualTo(7);
        assertThat(encoder.embed(rows).distance2(graph.feedForward(rows, false).get("features")))
                .isLessThan(1e-6);
        assertThatThrownBy(() -> Encoder.of(graph, "nothing", input))
                .hasMessageContaining(
                        "must be a vertex of the graph, got 'nothing'; there are [conv, features, classes]");
        assertThatThrownBy(() -> Encoder.of(graph, "classes", input)).hasMessageContaining("DL4J output layer");
        assertThatThrownBy(() -> Encoder.of(graph, "conv", input))
                .hasMessageContaining("a representation is [n, D], but output 'conv' gives [1, 4, 14, 10]");
        assertThatThrownBy(() -> Encoder.of(graph, "features", input.withSize(20, 20)))
                .hasMessageContaining("does not accept the rows of its input, 20 x 20 x 3 NCHW");
        assertThatThrownBy(() -> Encoder.of(graph, "features", input.withOrder(ChannelOrder.NHWC)))
                .hasMessageContaining("but it takes them as NCHW: use input.withOrder(ChannelOrder.NCHW): ");
    }

    @Test
    void theResidualNetworksHaveTheirPublishedSizes() {
        ImageInput grey = ImageInput.of(28, 28, 1);
        assertThat(trained(ImageEncoders.resNetS(grey, 32, 1))).isEqualTo(306_784);
        Encoder<Image> smallest = ImageEncoders.resNetXs(grey, 1);
        assertThat(trained(smallest)).isEqualTo(154_848);
        assertThat(smallest.representationSize()).isEqualTo(256);
        assertThat(ImageEncoders.resNetXs(ImageInput.of(37, 9, 3), 1).representationSize())
                .isEqualTo(256);
        ImageInput colour = ImageInput.of(32, 32, 3);
        assertThat(trained(ImageEncoders.resNet18(colour, ImageEncoders.Stem.SMALL_IMAGE, 1)))
                .isEqualTo(11_168_832);
        Encoder<Image> large = ImageEncoders.resNet18(ImageInput.of(64, 64, 3), ImageEncoders.Stem.IMAGENET, 1);
        assertThat(trained(large)).isEqualTo(11_176_512);
        assertThat(large.representationSize()).isEqualTo(512);
        Encoder<Image> fifty = ImageEncoders.resNet50(ImageInput.of(64, 64, 3), ImageEncoders.Stem.IMAGENET, 1);
        assertThat(trained(fifty)).isEqualTo(23_508_032);
        assertThat(fifty.representationSize()).isEqualTo(2048);
    }

    private static long trained(Encoder<Image> encoder) {
        return encoder.network().parameters().segments().stream()
                .filter(Segment::trained)
                .mapToLong(Segment::length)
                .sum();
    }

    /** Each image by itself: the gradients of a batch are the sums of those of its halves. */
    @Test
    void tinyPlainTakesEachImageByItself() {
        Network tiny = ImageEncoders.tiny(INPUT, 1).network();
        assertThat(tiny.batchDependence())
                .contains("batch norm takes its statistics over the batch (parameter 'block1_norm_mean')");
        Network plain = ImageEncoders.tinyPlain(INPUT, 1, DataType.DOUBLE).network();
        assertThat(plain.batchDependence()).isEmpty();
        long[] shape = INPUT.rowShape();
        INDArray images = Nd4j.rand(DataType.DOUBLE, 4, shape[0], shape[1], shape[2]);
        INDArray direction = Nd4j.rand(DataType.DOUBLE, 4, 64);
        double[] whole = gradients(plain, images, direction, 4);
        assertThat(whole).isNotEqualTo(new double[whole.length]);
        assertThat(gradients(plain, images, direction, 2)).containsExactly(whole, within(1e-12));
    }

    private static double[] gradients(Network network, INDArray images, INDArray direction, int size) {
        network.parameters().zeroGradients();
        for (int from = 0; from < images.size(0); from += size) {
            try (Pass pass = network.forward(images.get(NDArrayIndex.interval(from, from + size)))) {
                pass.backward(direction.get(NDArrayIndex.interval(from, from + size)));
            }
        }
        return network.parameters().gradients().toDoubleVector();
    }

    @Test
    void filesThatAreNoEncoderAreRefused() throws IOException {
        assertThatThrownBy(() -> Encoder.load(folder.resolve("absent.zip"), Image.class))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        Path text = Files.writeString(folder.resolve("text.zip"), "not a zip");
        assertThatThrownBy(() -> Encoder.load(text, Image.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not an encoder file");
        Encoder<Image> encoder = ImageEncoders.tiny(INPUT, 1);
        Path whole = folder.resolve("whole.zip");
        encoder.save(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Encoder.load(cut, Image.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.zip");
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped.zip"), changed);
        assertThatThrownBy(() -> Encoder.load(flipped, Image.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flipped.zip is not an encoder file, or is damaged: ");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void imagesAreEmbeddedAsTheirRowsAre(DataType type) {
        ImageInput input = ImageInput.of(12, 12, 1);
        Encoder<Image> encoder = ImageEncoders.resNetS(input, 3, 1, type);
        LabeledImageDataset images = SyntheticImages.patterns(65, 2, 12, 1, 4);
        INDArray rows = Nd4j.createUninitialized(DataType.FLOAT, images.size(), 12, 12, 1);
        FloatBuffer buffer = rows.data().asNioFloat();
        for (int i = 0; i < images.size(); i++) {
            Preprocessing.of(input).write(images.get(i), buffer);
        }
        encoder.calibrateStatistics(images);

        INDArray embedded = encoder.embed(images);

        assertThat(embedded.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(embedded).isEqualTo(encoder.embed(rows.castTo(type)).castTo(DataType.FLOAT));
    }

    @Test
    void ofSeveralImagesThatFailTheFirstIsNamed() {
        ImageDataset images = SyntheticImages.noise(100, 16, 12, 3, 1);
        Dataset<Image> failing = new Dataset<>() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public Image get(int index) {
                if (index % 7 == 6) {
                    throw new IllegalStateException("image " + index);
                }
                return images.get(index);
            }
        };
        Encoder<Image> encoder = ImageEncoders.tiny(INPUT, 1);
        assertThatThrownBy(() -> encoder.embed(failing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample 6 ('6') cannot be embedded: image 6")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPreprocessingOfAnotherInputIsRefused() {
        Encoder<Image> encoder = ImageEncoders.tiny(INPUT, 1);
        assertThatThrownBy(() -> encoder.embed(
                        SyntheticImages.noise(2, 16, 12, 3, 1), Preprocessing.of(INPUT.withOrder(ChannelOrder.NCHW))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a preprocessing must make the rows that the encoder takes, [1 x 'image' [16, 12, 3]], got one that"
                                + " makes [1 x 'image' [3, 16, 12]]; build it from encoder.input()");
    }

    @Test
    void channelOrdersGiveTheSameRepresentation() {
        INDArray rows = Nd4j.rand(DataType.FLOAT, 5, 16, 12, 3);
        Encoder<Image> last = ImageEncoders.resNetS(INPUT, 4, 5);
        Encoder<Image> first = ImageEncoders.resNetS(INPUT.withOrder(ChannelOrder.NCHW), 4, 5);
        INDArray planes = rows.permute(0, 3, 1, 2).dup('c');
        last.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(rows))));
        first.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(planes))));
        INDArray expected = last.embed(rows);
        assertThat(first.embed(planes).distance2(expected)
                        / expected.norm2Number().doubleValue())
                .isLessThan(1e-5);
    }
}
