package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FrozenEncoder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How long an embedding by ResNet-18 at 32 x 32 x 3 takes, of one image and of 64 at once, from one caller. */
final class EmbedTask {

    private static final int SIZE = 32;
    private static final int CHANNELS = 3;
    private static final int LARGE = 64;

    private final TaskMain options;
    private final Output out;
    private final UnaryOperator<INDArray> embedding;

    private EmbedTask(TaskMain options, Output out, UnaryOperator<INDArray> embedding) {
        this.options = options;
        this.out = out;
        this.embedding = embedding;
    }

    /** By an encoder that is frozen for serving. */
    static EmbedTask ours(TaskMain options, Output out) {
        FrozenEncoder<Image> encoder = encoder().freeze();
        return new EmbedTask(options, out, encoder::embed);
    }

    /** By the plain DL4J graph that an encoder is on disk. */
    static EmbedTask stock(TaskMain options, Output out) {
        ComputationGraph graph = encoder().toGraph();
        return new EmbedTask(options, out, graph::outputSingle);
    }

    private static Encoder<Image> encoder() {
        return Recipe.encoder("resnet18", ImageInput.of(SIZE, SIZE, CHANNELS));
    }

    void run() {
        measure(1, options.calls);
        measure(LARGE, Math.max(2, options.calls / 10));
    }

    private void measure(int rows, int calls) {
        INDArray images = Nd4j.rand(DataType.FLOAT, rows, SIZE, SIZE, CHANNELS);
        for (int i = 0; i < Math.max(1, calls / 10); i++) {
            embedding.apply(images);
        }
        double[] seconds = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            embedding.apply(images);
            seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
        out.figure("p50of" + rows + "Seconds", Output.quantile(seconds, 0.5));
        out.figure("p99of" + rows + "Seconds", Output.quantile(seconds, 0.99));
    }
}
