package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch norms and biases of heads, the kernel of the blur, and zero scales of residual branches, by name. */
class HeadOptionsTest {

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void images() {
        data = ImageFixtures.writeIdxImages(
                folder.resolve("images-idx3-ubyte"), SyntheticImages.patterns(16, 3, 16, 1, 1));
    }

    private static Cli pretrain(Path run, String options) {
        return Cli.run((Object[])
                ("pretrain --data=" + data + " --out=" + run + " --epochs=1 --batch-size=16 " + options).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "affine", "scale", "plain"})
    void theProjectorsNormsAndBiasesAreSetByName(String norm) throws IOException {
        Path run = folder.resolve(norm);
        pretrain(
                        run,
                        "--method=simclr --encoder=tiny --set projector-norm=" + norm + " --set projector-output-norm="
                                + norm + " --set projector-bias=true --set projector-output-bias=true")
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml")))
                .contains(
                        "  projector-norm: " + norm,
                        "  projector-output-norm: " + norm,
                        "  projector-bias: \"true\"",
                        "  projector-output-bias: \"true\"");
    }

    @Test
    void thePredictorsNormsAndBiasesAreSetByName() throws IOException {
        Path run = folder.resolve("predictor");
        pretrain(
                        run,
                        "--method=moco-v3 --encoder=tiny --set projector-hidden=8 --set projector-output=8"
                                + " --set predictor-hidden=8 --set predictor-norm=scale"
                                + " --set predictor-output-norm=plain --set predictor-bias=true --set predictor-output-bias=true")
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml")))
                .contains(
                        "  projector-output-norm: plain",
                        "  projector-output-bias: \"false\"",
                        "  predictor-norm: scale",
                        "  predictor-output-norm: plain",
                        "  predictor-bias: \"true\"",
                        "  predictor-output-bias: \"true\"");
    }

    @Test
    void anUnknownNormIsRejected() {
        assertThat(pretrain(folder.resolve("unknown"), "--set projector-output-norm=true")
                        .usageError())
                .contains("projector-output-norm")
                .contains("[none, affine, scale, plain]");
    }

    @Test
    void theKernelOfTheBlurIsSetByName() throws IOException {
        Path run = folder.resolve("blur");
        pretrain(run, "--method=simclr --encoder=tiny --view=full-blur").succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml"))).anyMatch(line -> line.contains("full-blur"));
    }

    @Test
    void residualBranchesBeginAtZeroByName() throws IOException {
        Path run = folder.resolve("zero");
        pretrain(run, "--method=simclr --encoder=resnet-s --width=4 --zero-init-residual")
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml"))).contains("zero-init-residual: true");
        Parameters start =
                Encoder.load(run.resolve("encoder.zip")).untrained().network().parameters();
        List<String> zeros = start.segments().stream()
                .filter(segment -> segment.name().endsWith("_gamma"))
                .filter(segment -> isZero(start, segment))
                .map(Segment::name)
                .toList();
        assertThat(zeros).containsExactly("stage1_2_norm_gamma", "stage2_2_norm_gamma", "stage3_2_norm_gamma");
        assertThat(pretrain(folder.resolve("tiny"), "--encoder=tiny --zero-init-residual")
                        .failure())
                .contains("needs a network whose residual branches end with batch norm");
        assertThat(pretrain(folder.resolve("both"), "--init=" + run.resolve("encoder.zip") + " --zero-init-residual")
                        .usageError())
                .contains("--zero-init-residual needs a new encoder, got --init");
    }

    /** EMP-SSL's representation is its feature block, and it is measured over many crops. */
    @Test
    void theFeatureBlockIsTheRepresentationAndIsMeasuredOverCropsByName() throws IOException {
        Path run = folder.resolve("emp-ssl");
        pretrain(
                        run,
                        "--method=emp-ssl --encoder=tiny --feature-width=24 --set patches=2 --set projector-hidden=8"
                                + " --set projector-output=8")
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml"))).contains("feature-width: 24");
        Path encoder = run.resolve("encoder.zip");
        assertThat(Encoder.load(encoder).representationSize()).isEqualTo(24);
        LabeledImageDataset images = SyntheticImages.patterns(40, 3, 16, 1, 2);
        Path labels = Files.createDirectory(folder.resolve("labelled"));
        ImageFixtures.writeIdxImages(labels.resolve("train-images-idx3-ubyte"), images);
        ImageFixtures.writeIdxLabels(labels.resolve("train-labels-idx1-ubyte"), images.labels());
        assertThat(Cli.run("evaluate", "--encoder", encoder, "--data", labels, "--views=emp-ssl", "--view-count=4")
                        .succeeded()
                        .out())
                .contains("untrained");
        assertThat(Cli.run("evaluate", "--encoder", encoder, "--data", labels, "--views=emp")
                        .failure())
                .contains("--views must be one of [simclr, simclr-small,")
                .contains("got 'emp'");
        assertThat(pretrain(folder.resolve("init"), "--init=" + encoder + " --feature-width=8")
                        .usageError())
                .contains("--feature-width needs a new encoder, got --init");
    }

    private static boolean isZero(Parameters parameters, Segment segment) {
        return Parameters.view(parameters.values(), segment).amaxNumber().doubleValue() == 0;
    }
}
