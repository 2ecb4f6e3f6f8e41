package io.ssl4j.core.train;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.MomentumNetwork;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A method on real graphs: convolution, batch norm and dropout in the encoder, a head with batch norm, and an EMA
 * target of the encoder. The loss is half the mean square between head(encoder(view 1, view 2)) and the target's
 * representation of the views swapped.
 */
public final class GraphMethod implements SslMethod<Image> {

    private static final int WIDTH = 5;
    private static final ImageInput INPUT = ImageInput.of(8, 8, 1);

    public final Encoder<Image> encoder;
    final Network head;
    final MomentumNetwork target;

    public GraphMethod(long seed) {
        this(seed, INPUT, 0);
    }

    /** @param chunk rows of an encoder's pass at once; 0 for all */
    GraphMethod(long seed, ImageInput input, int chunk) {
        encoder = Encoder.of(graph(seed), "pool", input).inChunks(chunk);
        head = MlpHead.of("head", WIDTH, 7, WIDTH).build(seed, DataType.FLOAT);
        target = MomentumNetwork.of(encoder.network(), MomentumNetwork.Statistics.AVERAGE);
    }

    private static ComputationGraph graph(long seed) {
        ComputationGraphConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(8, 8, 1, CNN2DFormat.NHWC))
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(WIDTH)
                                .stride(2, 2)
                                .activation(Activation.IDENTITY)
                                .dataFormat(CNN2DFormat.NHWC)
                                .build(),
                        "input")
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder().useLogStd(false).build(),
                        "conv")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "norm")
                .addLayer("dropout", new DropoutLayer(0.7), "relu")
                .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "dropout")
                .setOutputs("pool")
                .build();
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        return graph;
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public ViewGenerator<Image> views() {
        return new NoisyImages();
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        INDArray views = batch.view("views");
        INDArray goal = target.infer(batch.view("swapped"));
        try (Pass h = encoder.network().forward(views, PassMode.perView(2));
                Pass z = head.forward(h.output(), PassMode.JOINT)) {
            INDArray difference = z.output().sub(goal);
            double loss = 0.5 * difference.mul(difference).meanNumber().doubleValue();
            h.backward(z.backward(difference.divi(difference.length())));
            return StepResult.of(loss);
        }
    }

    @Override
    public void afterUpdate(StepContext context) {
        target.update(0.9);
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(encoder.network()), ParameterGroup.of(head));
    }

    @Override
    public Map<String, Encoder<?>> encoders() {
        return Map.of("encoder", encoder);
    }

    @Override
    public MethodState state() {
        return MethodState.empty().network(target.network());
    }

    /** Two noisy copies, and the same two in the other order. */
    private static final class NoisyImages implements ViewGenerator<Image> {

        @Override
        public List<ViewSpec> layout() {
            return List.of(ViewSpec.of("views", 2, INPUT.rowShape()), ViewSpec.of("swapped", 2, INPUT.rowShape()));
        }

        @Override
        public void write(Image sample, RandomKey key, ViewSlot slot) {
            float[] pixels = new float[sample.height() * sample.width() * sample.channels()];
            for (int copy = 0; copy < 2; copy++) {
                sample.copyTo(pixels, 0);
                RandomStream random = key.child(copy).stream();
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] += random.uniform(-0.2f, 0.2f);
                }
                slot.row("views", copy).put(pixels);
                slot.row("swapped", 1 - copy).put(pixels);
            }
        }
    }
}
