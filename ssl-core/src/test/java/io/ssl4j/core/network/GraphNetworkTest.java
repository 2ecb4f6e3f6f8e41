package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.ops.transforms.Transforms;

class GraphNetworkTest {

    private static final ImageInput SMALL = ImageInput.of(6, 6, 2);

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

    static INDArray gradient(INDArray output) {
        return output.mul(weights(output));
    }

    @Test
    void gradientsThroughEncoderAndHeadAgreeWithFiniteDifferences() {
        Encoder<Image> encoder = ImageEncoders.resNetS(SMALL, 3, 7, DataType.DOUBLE);
        Network head = HeadShape.of(4, 5)
                .withOutputNorm(HeadNorm.AFFINE)
                .on(12, "projector")
                .build(8, DataType.DOUBLE);
        INDArray images = Nd4j.rand(DataType.DOUBLE, 6, 6, 6, 2);

        try (Pass h = encoder.network().forward(images)) {
            Pass z = head.forward(h.output());
            h.backward(z.backward(gradient(z.output())));
        }

        checkParameters(encoder.network(), head, encoder.network(), images);
        checkParameters(head, head, encoder.network(), images);
    }

    private static void checkParameters(Network checked, Network head, Network encoder, INDArray images) {
        INDArray values = checked.parameters().values();
        double epsilon = 1e-6;
        int seen = 0;
        for (Segment segment : checked.parameters().segments()) {
            if (!segment.trained()) {
                continue;
            }
            long stride = Math.max(1, segment.length() / 7);
            for (long i = segment.offset(); i < segment.offset() + segment.length(); i += stride) {
                double old = values.getDouble(i);
                values.putScalar(i, old + epsilon);
                double up = forwardLoss(encoder, head, images);
                values.putScalar(i, old - epsilon);
                double down = forwardLoss(encoder, head, images);
                values.putScalar(i, old);
                double expected = (up - down) / (2 * epsilon);
                double actual = checked.parameters().gradients().getDouble(i);
                double scale = Math.max(1e-3, Math.abs(expected) + Math.abs(actual));
                assertThat(Math.abs(expected - actual) / scale)
                        .as("%s %s[%d]: %s against %s", checked.name(), segment.name(), i, actual, expected)
                        .isLessThan(1e-4);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    private static double forwardLoss(Network encoder, Network head, INDArray images) {
        try (Pass h = encoder.forward(images);
                Pass z = head.forward(h.output())) {
            return loss(z.output());
        }
    }

    @Test
    void inputGradientsAgreeWithFiniteDifferences() {
        Network head = MlpHead.of("head", 3, 4, 2).build(1, DataType.DOUBLE);
        INDArray input = Nd4j.rand(DataType.DOUBLE, 5, 3);
        Pass pass = head.forward(input);
        INDArray down = pass.backward(gradient(pass.output())).dup();
        for (long i = 0; i < input.length(); i++) {
            INDArray moved = input.dup();
            moved.putScalar(i, input.getDouble(i) + 1e-6);
            double up = headLoss(head, moved);
            moved.putScalar(i, input.getDouble(i) - 1e-6);
            double expected = (up - headLoss(head, moved)) / 2e-6;
            assertThat(down.getDouble(i)).isCloseTo(expected, within(1e-5));
        }
    }

    private static double headLoss(Network head, INDArray input) {
        try (Pass pass = head.forward(input)) {
            return loss(pass.output());
        }
    }

    @Test
    void twoLivePassesAccumulateWhatEachGivesAlone() {
        Network head = MlpHead.of("head", 3, 4, 2).build(1, DataType.DOUBLE);
        INDArray a = Nd4j.rand(DataType.DOUBLE, 5, 3);
        INDArray b = Nd4j.rand(DataType.DOUBLE, 7, 3);
        INDArray alone = gradientOf(head, a).add(gradientOf(head, b));

        head.parameters().zeroGradients();
        Pass first = head.forward(a);
        Pass second = head.forward(b);
        first.backward(gradient(first.output()));
        second.backward(gradient(second.output()));

        assertThat(head.parameters().gradients().distance2(alone)).isLessThan(1e-12);
    }

    private static INDArray gradientOf(Network network, INDArray input) {
        network.parameters().zeroGradients();
        Pass pass = network.forward(input);
        pass.backward(gradient(pass.output()));
        return network.parameters().gradients().dup();
    }

    @Test
    void anOutputThatFeedsOthersKeepsBothGradients() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(3))
                .addLayer(
                        "h",
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(3)
                                .activation(Activation.TANH)
                                .build(),
                        "x")
                .addLayer(
                        "z",
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build(),
                        "h")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "h", "x")
                .setOutputs("h", "z", "sum")
                .validateOutputLayerConfig(false)
                .build());
        graph.init();
        GraphNetwork network = GraphNetwork.of("fork", graph);
        INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 3);

        Pass pass = network.forward(Map.of("x", Rows.of(x)), PassMode.JOINT);
        INDArray dh = gradient(pass.output("h"));
        INDArray dz = gradient(pass.output("z"));
        INDArray kept = dh.dup();
        INDArray down = pass.backward(Map.of("h", dh, "z", dz)).get("x").dup();
        assertThat(dh).isEqualTo(kept);

        for (long i = 0; i < x.length(); i++) {
            double expected = (forkLoss(network, x, i, 1e-6) - forkLoss(network, x, i, -1e-6)) / 2e-6;
            assertThat(down.getDouble(i)).isCloseTo(expected, within(1e-6));
        }
    }

    private static double forkLoss(Network network, INDArray x, long i, double by) {
        INDArray moved = x.dup();
        moved.putScalar(i, x.getDouble(i) + by);
        try (Pass pass = network.forward(Map.of("x", Rows.of(moved)), PassMode.JOINT)) {
            return loss(pass.output("h")) + loss(pass.output("z"));
        }
    }

    @Test
    void misuseIsRefusedWithATellingError() {
        Network head = MlpHead.of("head", 3, 4, 2).build(1);
        INDArray rows = Nd4j.rand(DataType.FLOAT, 5, 3);
        assertThatThrownBy(() -> head.forward(rows.getRow(0, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 rows in each of 1 group(s), got 1 rows");
        assertThatThrownBy(() -> head.forward(rows, PassMode.perView(2)))
                .hasMessageContaining("a batch of 5 rows cannot be cut into 2 equal groups");
        assertThatThrownBy(() -> head.forward(rows.castTo(DataType.DOUBLE)))
                .hasMessageContaining("computes in FLOAT, got an input of DOUBLE");
        Pass pass = head.forward(rows);
        assertThatThrownBy(() -> pass.backward(Nd4j.zeros(DataType.FLOAT, 5, 3)))
                .hasMessageContaining("must have the output's shape [5, 2], got [5, 3]");
        pass.backward(Nd4j.zeros(DataType.FLOAT, 5, 2));
        assertThatThrownBy(() -> pass.backward(Nd4j.zeros(DataType.FLOAT, 5, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run forward again");
    }

    @Test
    void aGraphWithALossOfItsOwnIsRefused() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(3))
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(3)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "x")
                .setOutputs("out")
                .build());
        graph.init();
        assertThatThrownBy(() -> GraphNetwork.of("classifier", graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'out' of network 'classifier' is a DL4J output layer");
    }

    /** x -> h; h -> dense "a"; h -> dropout -> tanh "b"; the sum of a and b and, if asked, h again. */
    private static GraphNetwork branchesWithDropout(String... summed) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(3))
                .addLayer("h", dense(Activation.TANH), "x")
                .addLayer("a", dense(Activation.TANH), "h")
                .addLayer("dropped", new DropoutLayer(0.5), "h")
                .addLayer("b", new ActivationLayer(Activation.TANH), "dropped")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), summed)
                .setOutputs("sum")
                .validateOutputLayerConfig(false)
                .build());
        graph.init();
        return GraphNetwork.of("branches", graph);
    }

    static DenseLayer dense(Activation activation) {
        return new DenseLayer.Builder().nIn(3).nOut(3).activation(activation).build();
    }

    @Test
    void dropoutInOneBranchLeavesTheOthersGradientRight() {
        GraphNetwork network = branchesWithDropout("a", "b");
        INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 3);
        Nd4j.getRandom().setSeed(5);
        Pass pass = network.forward(x);
        pass.backward(gradient(pass.output()));
        INDArray values = network.parameters().values();
        for (long i = 0; i < values.length(); i++) {
            double old = values.getDouble(i);
            values.putScalar(i, old + 1e-6);
            double up = seededLoss(network, x);
            values.putScalar(i, old - 1e-6);
            double expected = (up - seededLoss(network, x)) / 2e-6;
            values.putScalar(i, old);
            assertThat(network.parameters().gradients().getDouble(i)).isCloseTo(expected, within(1e-6));
        }
    }

    private static double seededLoss(Network network, INDArray x) {
        Nd4j.getRandom().setSeed(5);
        try (Pass pass = network.forward(x)) {
            return loss(pass.output());
        }
    }

    @Test
    void inferenceWorksOnNoActivationThatOthersRead() {
        GraphNetwork network = branchesWithDropout("a", "b", "h");
        INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 3);
        Map<String, INDArray> table = network.toGraph().paramTable();
        INDArray h = Transforms.tanh(x.mmul(table.get("h_W")).addiRowVector(table.get("h_b")));
        INDArray a = Transforms.tanh(h.mmul(table.get("a_W")).addiRowVector(table.get("a_b")));
        INDArray expected = a.add(Transforms.tanh(h)).addi(h);
        assertThat(network.infer(x).distance2(expected)).isLessThan(1e-12);
    }

    @Test
    void theGainOfALayerNormIsANormalisationParameter() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(3))
                .addLayer(
                        "h",
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(2)
                                .hasLayerNorm(true)
                                .build(),
                        "x")
                .setOutputs("h")
                .validateOutputLayerConfig(false)
                .build());
        graph.init();
        assertThat(GraphNetwork.of("normed", graph).parameters().segments())
                .extracting(Segment::name, Segment::kind)
                .containsExactlyInAnyOrder(
                        tuple("h_W", SegmentKind.WEIGHT),
                        tuple("h_b", SegmentKind.BIAS),
                        tuple("h_g", SegmentKind.NORM));
    }
}
