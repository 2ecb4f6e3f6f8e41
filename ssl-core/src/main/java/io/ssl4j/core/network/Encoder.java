package io.ssl4j.core.network;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.Image;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What pretraining is for: a network from images to representations, with the preprocessing that it expects. */
public final class Encoder {

    private final Network network;
    private final ImageInput input;
    private final int representationSize;

    private Encoder(Network network, ImageInput input, int representationSize) {
        this.network = network;
        this.input = input;
        this.representationSize = representationSize;
    }

    /**
     * An encoder around any graph: the graph is cloned, and everything that the representation does not need is cut away.
     */
    public static Encoder of(ComputationGraph graph, String representationVertex, ImageInput input) {
        throw new UnsupportedOperationException("not written yet: " + representationVertex + input);
    }

    /** One input, one output: rows of {@link #input()} to {@code [n, representationSize]}. Named "encoder". */
    public Network network() {
        return network;
    }

    public ImageInput input() {
        return input;
    }

    public int representationSize() {
        return representationSize;
    }

    /** Embeds rows that are preprocessed already, in inference mode: {@code [n, ...] -> [n, representationSize]}. */
    public INDArray embed(INDArray rows) {
        throw new UnsupportedOperationException("not written yet: " + rows);
    }

    /** Preprocesses and embeds images, in inference mode and in data set order. */
    public INDArray embed(Dataset<Image> images) {
        throw new UnsupportedOperationException("not written yet: " + images);
    }

    /** An independent copy with the same parameters. */
    public Encoder copy() {
        return new Encoder(network.copy(network.name()), input, representationSize);
    }

    /** Writes a plain DL4J model file: stock layers only, preprocessing inside. */
    public void save(Path file) throws IOException {
        throw new IOException("not written yet: " + file);
    }

    /** Reads what {@link #save} wrote. */
    public static Encoder load(Path file) throws IOException {
        throw new IOException("not written yet: " + file);
    }
}
