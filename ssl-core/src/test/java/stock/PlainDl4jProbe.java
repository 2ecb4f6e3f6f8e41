package stock;

import java.io.File;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a service without ssl4j does with an encoder file; run in a process of its own by EncoderTest. */
public final class PlainDl4jProbe {

    private PlainDl4jProbe() {}

    /** Arguments: the model, the input rows, where to write the output. Fails if a class of ours is reachable. */
    public static void main(String[] args) throws Exception {
        try {
            Class.forName("io.ssl4j.core.encoder.Encoder");
            throw new IllegalStateException("ssl4j is on the class path");
        } catch (ClassNotFoundException expected) {
            ComputationGraph graph = ModelSerializer.restoreComputationGraph(new File(args[0]), false);
            INDArray rows = Nd4j.readBinary(new File(args[1]));
            Nd4j.saveBinary(graph.outputSingle(rows), new File(args[2]));
        }
    }
}
