package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.testing.OwnGraph;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.encoder.ImageEncoders.Stem;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ZeroInitResidualTest {

    private static final ImageInput SMALL = ImageInput.of(12, 12, 3);

    @TempDir
    Path folder;

    @Test
    void onlyTheLastScaleOfEachBranchIsZero() {
        assertThat(zeros(ImageEncoders.resNetS(SMALL, 4, 7)))
                .containsExactly("stage1_2_norm_gamma", "stage2_2_norm_gamma", "stage3_2_norm_gamma");
        assertThat(zeros(ImageEncoders.resNetXs(SMALL, 7)))
                .containsExactly("block1_2_norm_gamma", "block2_2_norm_gamma", "block3_2_norm_gamma");
        assertThat(zeros(ImageEncoders.resNet18(SMALL, Stem.SMALL_IMAGE, 7)))
                .hasSize(8)
                .allMatch(name -> name.endsWith("_2_norm_gamma"));
        assertThat(zeros(ImageEncoders.resNet50(SMALL, Stem.SMALL_IMAGE, 7)))
                .hasSize(16)
                .allMatch(name -> name.endsWith("_3_norm_gamma"));
        assertThat(zeros(SeriesEncoders.dilatedConv(SeriesInput.of(1, 16), 4, 7)))
                .isNotEmpty()
                .allMatch(name -> name.endsWith("_2_norm_gamma"));
    }

    /** The names of the segments that differ from those without the option; they are 0. */
    private static List<String> zeros(Encoder<?> ones) {
        Parameters before = ones.network().parameters();
        Parameters after = ones.withZeroInitResidual().network().parameters();
        List<Segment> changed = before.segments().stream()
                .filter(segment -> !part(after, segment).equals(part(before, segment)))
                .toList();
        assertThat(changed).allSatisfy(segment -> {
            assertThat(segment.kind()).isEqualTo(SegmentKind.NORM);
            assertThat(part(after, segment).amaxNumber().doubleValue()).isZero();
            assertThat(part(before, segment).aminNumber().doubleValue()).isEqualTo(1);
        });
        return changed.stream().map(Segment::name).toList();
    }

    private static INDArray part(Parameters parameters, Segment segment) {
        return Parameters.view(parameters.values(), segment).dup();
    }

    /** A zero scale has a gradient, so the branches begin to learn with the first step. */
    @Test
    void zeroScalesAreTrained() {
        Network network = ImageEncoders.resNetS(SMALL, 4, 7, DataType.FLOAT)
                .withZeroInitResidual()
                .network();
        try (Pass pass = network.forward(Nd4j.rand(DataType.FLOAT, 4, 12, 12, 3))) {
            pass.backward(Nd4j.rand(DataType.FLOAT, pass.output().shape()));
        }
        for (Segment segment : network.parameters().segments()) {
            if (segment.name().endsWith("_2_norm_gamma")) {
                INDArray gradient = Parameters.view(network.parameters().gradients(), segment);
                assertThat(gradient.amaxNumber().doubleValue()).isPositive();
            }
        }
    }

    /** The untrained encoder is the floor of a trained one, also of one that was loaded. */
    @Test
    void theUntrainedEncoderBeginsWithZerosToo() throws IOException {
        Encoder<Image> encoder = ImageEncoders.resNetS(SMALL, 4, 7).withZeroInitResidual();
        INDArray start = encoder.network().parameters().values().dup();
        encoder.network().parameters().values().addi(0.5);
        assertThat(encoder.untrained().network().parameters().values()).isEqualTo(start);
        Path file = folder.resolve("encoder.zip");
        encoder.save(file);
        Encoder<Image> loaded = Encoder.load(file, Image.class);
        assertThat(loaded.untrained().network().parameters().values()).isEqualTo(start);
    }

    @Test
    void anEncoderWithoutResidualBranchesIsRejected() {
        assertThatThrownBy(() -> ImageEncoders.tiny(SMALL, 1).withZeroInitResidual())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a zero scale of residual branches needs a network whose residual branches end with batch"
                        + " norm, and 'encoder' has none; take an encoder such as resnet-xs or resnet18, or leave the"
                        + " option out");
    }

    @Test
    void aGraphFromElsewhereIsRejected() {
        Encoder<Image> own = OwnGraph.encoder(SMALL);
        assertThatThrownBy(own::withZeroInitResidual)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the initial state of network 'encoder' must be known to begin again from it, and this"
                        + " library did not make the network; set the scales of your graph instead");
    }
}
