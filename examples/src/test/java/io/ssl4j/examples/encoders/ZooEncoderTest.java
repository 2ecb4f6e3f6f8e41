package io.ssl4j.examples.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.zoo.model.FaceNetNN4Small2;
import org.deeplearning4j.zoo.model.SqueezeNet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Graphs of DL4J's model zoo as encoders, with the parameters of their own initialisation: no test needs the network.
 */
class ZooEncoderTest {

    private static final int[] SHAPE = {3, 64, 64};
    private static final ImageInput INPUT = ImageInput.of(64, 64, 3).withOrder(ChannelOrder.NCHW);

    @TempDir
    Path folder;

    private static INDArray images() {
        return Nd4j.rand(DataType.FLOAT, 4, 3, 64, 64);
    }

    /**
     * What stock DL4J computes at the vertex once all above it is gone: in a whole graph, a softmax overwrites its
     * input.
     */
    private static INDArray stock(ComputationGraph graph, String vertex, INDArray images, String... above) {
        TransferLearning.GraphBuilder builder = new TransferLearning.GraphBuilder(graph);
        for (String name : above) {
            builder.removeVertexAndConnections(name);
        }
        return builder.setOutputs(vertex).build().outputSingle(images);
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.distance2(expected))
                .isLessThan(1e-5 * expected.norm2Number().doubleValue());
    }

    @Test
    void squeezeNetUpToItsGlobalPool() throws Exception {
        ComputationGraph graph =
                SqueezeNet.builder().inputShape(SHAPE).numClasses(16).build().init();
        INDArray images = images();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        Encoder<Image> encoder;
        try {
            encoder = Encoder.of(graph, "avg_pool", INPUT);
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("the graph's settings for regularisation (l1, l2, weight decay)=[conv1, fire2_")
                .contains(" and 20 more] are ignored");
        assertThat(encoder.representationSize()).isEqualTo(16);
        assertClose(encoder.embed(images), stock(graph, "avg_pool", images, "softmax", "loss"));
        Training.trainsAndComesBack(encoder, images, folder.resolve("squeezenet.zip"));
    }

    /**
     * Inception blocks, batch norms that keep logarithms, local response normalisation, and a length of 1 at the end.
     */
    @Test
    void faceNetUpToItsEmbeddings() throws Exception {
        ComputationGraph graph = FaceNetNN4Small2.builder()
                .inputShape(SHAPE)
                .numClasses(10)
                .build()
                .init();
        graph.paramTable().forEach((name, array) -> {
            if (name.endsWith("_log10stdev") || name.endsWith("_mean")) {
                array.assign(Nd4j.rand(DataType.FLOAT, array.shape()).muli(0.2).subi(0.1));
            }
        });
        INDArray images = images();
        Encoder<Image> encoder = Encoder.of(graph, "embeddings", INPUT);
        assertThat(encoder.representationSize()).isEqualTo(128);
        assertClose(encoder.embed(images), stock(graph, "embeddings", images, "lossLayer"));
        Training.trainsAndComesBack(encoder, images, folder.resolve("facenet.zip"));
    }

    @Test
    void theOtherChannelOrderIsRefused() {
        ComputationGraph graph =
                SqueezeNet.builder().inputShape(SHAPE).numClasses(16).build().init();
        assertThatThrownBy(() -> Encoder.of(graph, "avg_pool", INPUT.withOrder(ChannelOrder.NHWC)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "does not accept the rows of its input, 64 x 64 x 3 NHWC, mean [0.5, 0.5, 0.5], deviation [0.5,"
                                + " 0.5, 0.5], but it takes them as NCHW: use input.withOrder(ChannelOrder.NCHW): ");
    }
}
