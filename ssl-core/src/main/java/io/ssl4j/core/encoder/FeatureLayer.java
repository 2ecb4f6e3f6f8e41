package io.ssl4j.core.encoder;

import io.ssl4j.core.network.Initialization;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** Appends linear, batch norm and ReLU to an encoder. */
final class FeatureLayer {

    /** The tap of the former representation. */
    static final String BACKBONE = "backbone";

    private static final String PREFIX = "feature_";
    private static final String OUTPUT = PREFIX + "relu";

    private FeatureLayer() {}

    static <T> Encoder<T> append(Encoder<T> encoder, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("a feature layer needs a width of at least 1, got " + width);
        }
        ComputationGraph body = encoder.toGraph();
        if (body.getConfiguration().getVertices().containsKey(OUTPUT)) {
            throw new IllegalArgumentException(
                    "encoder '" + encoder.name() + "' has a feature layer already; append one only");
        }
        String representation = body.getConfiguration().getNetworkOutputs().get(0);
        ComputationGraph joined = new ComputationGraph(configuration(body, representation, encoder, width));
        joined.init();
        Map<String, INDArray> parameters = joined.paramTable();
        body.paramTable().forEach((name, values) -> parameters.get(name).assign(values));
        Encoder<T> extended = Encoder.of(joined, OUTPUT, encoder.input());
        initialize(extended, encoder.initialState());
        if (encoder.hasNamedTaps()) {
            Map<String, String> taps = new LinkedHashMap<>(encoder.tapVertices());
            taps.put(BACKBONE, representation);
            extended = extended.withTaps(taps);
        }
        return encoder.initialState() == null ? extended : extended.withInitialState(encoder.initialState());
    }

    private static ComputationGraphConfiguration configuration(
            ComputationGraph body, String representation, Encoder<?> encoder, int width) {
        NeuralNetConfiguration.Builder global = new NeuralNetConfiguration.Builder()
                .dataType(encoder.network().parameters().values().dataType())
                .updater(new NoOp());
        return new ComputationGraphConfiguration.GraphBuilder(
                        body.getConfiguration().clone(), global)
                .addLayer(
                        PREFIX + "linear",
                        new DenseLayer.Builder()
                                .nIn(encoder.representationSize())
                                .nOut(width)
                                .activation(Activation.IDENTITY)
                                .build(),
                        representation)
                .addLayer(
                        PREFIX + "norm",
                        new BatchNormalization.Builder()
                                .nIn(width)
                                .nOut(width)
                                .eps(1e-5)
                                .decay(0.9)
                                .useLogStd(false)
                                .build(),
                        PREFIX + "linear")
                .addLayer(
                        OUTPUT,
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .build(),
                        PREFIX + "norm")
                .setOutputs(OUTPUT)
                .validateOutputLayerConfig(false)
                .build();
    }

    /** Sets the weights of the layer as the encoder's own were set. */
    private static void initialize(Encoder<?> extended, InitialState state) {
        InitialState start = state == null ? new InitialState(Initialization.FAN_IN_UNIFORM, 0) : state;
        Parameters fresh = extended.startedAt(new InitialState(start.scheme(), start.seed()))
                .network()
                .parameters();
        for (Segment segment : fresh.segments()) {
            if (segment.name().startsWith(PREFIX)) {
                Parameters.view(extended.network().parameters().values(), segment)
                        .assign(Parameters.view(fresh.values(), segment));
            }
        }
    }
}
