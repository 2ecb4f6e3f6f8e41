package io.ssl4j.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.examples.series.SeriesTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Every program on the first images of the sample folder. */
class ProgramsTest {

    private static final int IMAGES = 320;

    @TempDir
    private static Path folder;

    private static Path garments;

    @BeforeAll
    static void writeImages() throws IOException {
        garments = folder.resolve("garments");
        SampleFolder.write(garments, IMAGES);
    }

    @Test
    void theSampleFolderHasOneSubFolderPerClass() throws IOException {
        try (Stream<Path> classes = Files.list(garments)) {
            assertThat(classes.map(path -> path.getFileName().toString()))
                    .hasSize(10)
                    .contains("ankle-boot", "t-shirt-top");
        }
        try (Stream<Path> files = Files.walk(garments)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(IMAGES);
        }
    }

    @Test
    void aFolderIsPretrainedSearchedAndFineTuned() throws IOException {
        ImageDataset images = PretrainOnFolder.images(garments);
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(images), 1);
        PretrainOnFolder.train(encoder, images, 2).encoder().save(folder.resolve("encoder.zip"));
        Encoder<Image> loaded = Encoder.load(folder.resolve("encoder.zip"), Image.class);

        List<String> nearest = FindNearestImages.nearest(loaded, garments, garments.resolve("ankle-boot/00000.png"), 5);
        assertThat(nearest).hasSize(5);
        assertThat(nearest.get(0)).isEqualTo("1.000  ankle-boot/00000.png");

        // chance is 0.1; classifiers of 15 other seeds came to 0.63 to 0.69
        assertThat(FineTuneWithDl4j.accuracy(loaded, garments, 24)).isGreaterThan(0.5);
    }

    @Test
    void anEncoderOfOnesOwnIsAPlainModelFile() throws IOException {
        Path file = folder.resolve("own.zip");
        ImageDataset images = PretrainOnFolder.images(garments);
        Encoder<Image> own = BringYourOwnEncoder.encoder(ImageInput.of(images));
        PretrainOnFolder.train(own, images, 1).encoder().save(file);
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(file.toFile());
        assertThat(graph.outputSingle(Nd4j.zeros(2, 32, 32, 3)).shape()).containsExactly(2, 64);
    }

    @Test
    void aMethodOfOnesOwnLearnsItsTask() {
        List<Double> losses = WriteYourOwnMethod.pretrain(garments, 2).epochLosses();
        assertThat(losses.get(1)).isLessThan(0.9 * Math.log(2));
    }

    /** In a process of its own, since it ends the process. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                BringYourOwnEncoder.class,
                FindNearestImages.class,
                FineTuneWithDl4j.class,
                PretrainOnFolder.class,
                SampleFolder.class,
                WriteYourOwnMethod.class,
                SeriesTable.class
            })
    void withoutArgumentsAProgramPrintsItsUsage(Class<?> program) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String console = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(console).isEqualTo(2);
        assertThat(console.lines())
                .singleElement()
                .asString()
                .matches("usage: .*" + program.getSimpleName() + "( [A-Z_]+([.][a-z]+)?)+( \\[[A-Z]+\\])?");
    }

    static Stream<Path> sources() throws IOException {
        Path programs =
                Path.of("src/main/java", ProgramsTest.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(programs)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyProgramIsShort(Path source) throws IOException {
        assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(60);
    }
}
