package io.ssl4j.eval.finetune;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Joins an encoder and its head into one plain DL4J graph, which ends in probabilities or numbers. */
final class HeadGraph {

    private static final String LINEAR = "head";
    private static final String OUTPUT = "outputs";

    private HeadGraph() {}

    static <T> Predictor<T> join(Encoder<T> encoder, Network head, Targets targets, HeadLoss loss) {
        ComputationGraph body = encoder.toGraph();
        String representation = body.getConfiguration().getNetworkOutputs().get(0);
        Map<String, INDArray> parameters = parameters(head);
        ComputationGraph joined = new TransferLearning.GraphBuilder(body)
                .addLayer(
                        LINEAR,
                        new DenseLayer.Builder()
                                .nIn(encoder.representationSize())
                                .nOut(targets.outputs())
                                .activation(Activation.IDENTITY)
                                .build(),
                        representation)
                .addLayer(
                        OUTPUT,
                        new ActivationLayer.Builder()
                                .activation(activation(targets.task()))
                                .build(),
                        LINEAR)
                .setOutputs(OUTPUT)
                .build();
        INDArray weights = parameters.get("W");
        INDArray biases = parameters.get("b");
        for (int j = 0; j < targets.outputs(); j++) {
            weights.getColumn(j).muli(loss.deviations()[j]);
            biases.putScalar(j, biases.getDouble(j) * loss.deviations()[j] + loss.means()[j]);
        }
        joined.getLayer(LINEAR).setParam("W", weights);
        joined.getLayer(LINEAR).setParam("b", biases.reshape(1, targets.outputs()));
        Encoder<T> model = Encoder.of(joined, OUTPUT, encoder.input());
        if (encoder.hasNamedTaps()) {
            Map<String, String> taps = new LinkedHashMap<>();
            encoder.taps().forEach(tap -> taps.put(tap, encoder.tapVertex(tap)));
            model = model.withTaps(taps);
        }
        return new Predictor<>(model, targets.task(), targets.names());
    }

    private static Activation activation(Predictor.Task task) {
        return switch (task) {
            case CLASSES -> Activation.SOFTMAX;
            case LABELS -> Activation.SIGMOID;
            case NUMBERS -> Activation.IDENTITY;
        };
    }

    /** Returns copies of the head's parameters by their names in its layer, in the shapes that the layer sees. */
    private static Map<String, INDArray> parameters(Network head) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        for (Segment segment : head.parameters().segments()) {
            String name = segment.name().substring(segment.name().lastIndexOf('_') + 1);
            INDArray flat = Parameters.view(head.parameters().values(), segment);
            parameters.put(
                    name, flat.dup().reshape(segment.order(), segment.shape()).dup());
        }
        return parameters;
    }
}
