package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.head.MlpHead;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/** Batch statistics of a pass: whose they are, and how they move. */
class GraphNetworkStatisticsTest {

    @Test
    void viewsNormalisedApartEqualTwoPasses() {
        Network head = MlpHead.of("head", 3, 4, 2).build(1, DataType.DOUBLE);
        INDArray rows = Nd4j.rand(DataType.DOUBLE, 8, 3);
        INDArray first = rows.get(NDArrayIndex.interval(0, 4));
        INDArray second = rows.get(NDArrayIndex.interval(4, 8)).muli(3);

        head.parameters().zeroGradients();
        Pass joined = head.forward(rows, PassMode.perView(2));
        INDArray output = joined.output().dup();
        INDArray ones = Nd4j.onesLike(output);
        INDArray down = joined.backward(ones).dup();
        INDArray together = moved(head);

        Pass a = head.forward(first);
        Pass b = head.forward(second);
        assertThat(output).isEqualTo(Nd4j.concat(0, a.output(), b.output()));
        INDArray downA = a.backward(Nd4j.onesLike(a.output()));
        INDArray downB = b.backward(Nd4j.onesLike(b.output()));
        assertThat(down.distance2(Nd4j.concat(0, downA, downB))).isLessThan(1e-12);
        assertThat(together.distance2(moved(head))).isLessThan(1e-12);

        Pass joint = head.forward(rows);
        assertThat(joint.output().distance2(output)).isGreaterThan(1e-3);
        joint.close();
    }

    /** A normalisation layer of the user's own knows nothing of groups: each view then has a replica of the graph. */
    @Test
    void viewsAreNormalisedApartInLayersThatCannotGroup() {
        OwnNorm norm = new OwnNorm();
        norm.setNIn(3);
        norm.setNOut(3);
        norm.setEps(1e-5);
        norm.setDecay(0.9);
        norm.setGamma(1);
        norm.setUseLogStd(false);
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(3))
                .addLayer("linear", GraphNetworkTest.dense(Activation.IDENTITY), "x")
                .addLayer("norm", norm, "linear")
                .setOutputs("norm")
                .validateOutputLayerConfig(false)
                .build());
        graph.init();
        GraphNetwork network = GraphNetwork.of("own", graph);
        INDArray rows = Nd4j.rand(DataType.DOUBLE, 8, 3);

        Pass apart = network.forward(rows, PassMode.perView(2));
        INDArray output = apart.output().dup();
        INDArray down = apart.backward(GraphNetworkTest.gradient(output)).dup();
        INDArray together = moved(network);

        Pass a = network.forward(rows.get(NDArrayIndex.interval(0, 4)));
        Pass b = network.forward(rows.get(NDArrayIndex.interval(4, 8)));
        assertThat(output).isEqualTo(Nd4j.concat(0, a.output(), b.output()));
        INDArray upper = GraphNetworkTest.gradient(output).get(NDArrayIndex.interval(0, 4));
        INDArray lower = GraphNetworkTest.gradient(output).get(NDArrayIndex.interval(4, 8));
        assertThat(down.distance2(Nd4j.concat(0, a.backward(upper), b.backward(lower))))
                .isLessThan(1e-12);
        assertThat(together.distance2(moved(network))).isLessThan(1e-12);
    }

    /** Of another class than DL4J's own, so it is not replaced by a fast layer. */
    static final class OwnNorm extends BatchNormalization {}

    /** Where one plain gradient step and the statistics would take the network; the network itself stays. */
    private static INDArray moved(Network network) {
        INDArray before = network.parameters().values().dup();
        network.parameters().applyStatistics();
        INDArray result = network.parameters().values().dup();
        network.parameters().values().assign(before);
        for (Segment segment : network.parameters().segments()) {
            if (segment.trained()) {
                Parameters.view(result, segment)
                        .subi(Parameters.view(network.parameters().gradients(), segment));
            }
        }
        network.parameters().zeroGradients();
        return result;
    }

    @Test
    void statisticsMoveByTheirDeltaAndAverageOverPasses() {
        Network head = MlpHead.of("head", 3, 4, 2).build(1, DataType.DOUBLE);
        Segment mean = head.parameters().segments().stream()
                .filter(s -> s.name().endsWith("_mean"))
                .findFirst()
                .orElseThrow();
        Segment bias = head.parameters().segments().get(0);
        INDArray before = Parameters.view(head.parameters().values(), mean).dup();
        INDArray a = Nd4j.rand(DataType.DOUBLE, 5, 3);
        INDArray b = Nd4j.rand(DataType.DOUBLE, 5, 3);
        INDArray expected = before.mul(0.9)
                .add(linear(head, a).mean(0).mul(0.05))
                .add(linear(head, b).mean(0).mul(0.05));
        INDArray biasBefore = Parameters.view(head.parameters().values(), bias).dup();

        for (INDArray input : new INDArray[] {a, b}) {
            Pass pass = head.forward(input);
            pass.backward(GraphNetworkTest.gradient(pass.output()));
        }
        head.parameters().applyStatistics();

        assertThat(Parameters.view(head.parameters().values(), mean).distance2(expected))
                .isLessThan(1e-12);
        assertThat(Parameters.view(head.parameters().values(), bias)).isEqualTo(biasBefore);
    }

    private static INDArray linear(Network head, INDArray input) {
        Map<String, INDArray> table = ((GraphNetwork) head).toGraph().paramTable();
        return input.mmul(table.get("layer1_linear_W")).addiRowVector(table.get("layer1_linear_b"));
    }
}
