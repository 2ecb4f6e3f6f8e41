package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What the command line says of a run on images that are all black, whatever is done to their brightness: all
 * embeddings are alike.
 */
class CollapseTest {

    private static final int IMAGES = 80;

    @TempDir
    static Path folder;

    private static Path data;
    private static Cli watched;

    @BeforeAll
    static void pretrain() {
        LabeledImageDataset images = LabeledImageDataset.of(
                Collections.nCopies(IMAGES, Image.ofBytes(8, 8, 1, new byte[8 * 8])),
                new int[IMAGES],
                List.of("black"));
        data = ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
        watched = run("watched");
    }

    /** 200 steps: the first at which the monitor says anything. */
    private static Cli run(String name, Object... more) {
        Object[] args = {
            "--data",
            data,
            "--out",
            folder.resolve(name),
            "--batch-size",
            "8",
            "--epochs",
            "20",
            "--checkpoint-every",
            "20"
        };
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.pretrain(all).succeeded();
    }

    private static JsonNode diagnoses(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(name).resolve("summary.json").toFile())
                .path("diagnoses");
    }

    @Test
    void theDiagnosisIsABlockOfTheOutput() {
        assertThat(watched.out())
                .containsPattern(
                        """
                        warning: complete collapse at step 200: all embeddings point in nearly the same direction, \
                        whatever the sample
                          evidence: The deviation of unit-length embeddings is .*, below 0.1 of the 0.088 of .*
                          what to do:
                            - use a temperature of 0.1 to 0.5: .*
                            - lower the learning rate, or warm it up for longer
                        """)
                .contains("warning: loss stuck at its value at collapse at step 200: ")
                .contains("if all embeddings coincide, it is 2.7081");
    }

    @Test
    void theSummaryHoldsIt() throws IOException {
        JsonNode diagnoses = diagnoses("watched");
        assertThat(diagnoses).hasSize(2);
        assertThat(diagnoses.get(0).path("kind").asText()).isEqualTo("complete collapse");
        assertThat(diagnoses.get(0).path("step").asInt()).isEqualTo(200);
        assertThat(diagnoses.get(0).path("evidence").asText()).startsWith("The deviation of unit-length embeddings");
        assertThat(diagnoses.get(0).path("remedies")).hasSize(5);
        assertThat(diagnoses.get(1).path("kind").asText()).isEqualTo("loss stuck at its value at collapse");
    }

    @Test
    void withoutTheMonitorTheRunIsTheSameAndSaysNothing() throws IOException {
        Cli alone = run("alone", "--no-collapse-monitor");
        assertThat(alone.out()).doesNotContain("warning");
        assertThat(diagnoses("alone").isNull()).isTrue();
        assertThat(Cli.lines(folder.resolve("alone/run.yaml"))).contains("no-collapse-monitor: true");
        assertThat(Cli.parameters(folder.resolve("alone/encoder.zip")))
                .isEqualTo(Cli.parameters(folder.resolve("watched/encoder.zip")));
    }
}
