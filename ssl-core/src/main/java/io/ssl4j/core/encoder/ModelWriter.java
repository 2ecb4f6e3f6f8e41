package io.ssl4j.core.encoder;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes a DL4J model file with the same entries as {@code ModelSerializer}, and the same bytes for the same network.
 * {@code ModelSerializer} stamps the entries with the time, keeps the seed that DL4J draws from the clock for each
 * layer, and writes the configuration in the encoding of the machine.
 */
final class ModelWriter {

    /** The time of every entry: the earliest that zip can hold in any time zone, rounded up to a month. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ModelWriter() {}

    /**
     * @param seed the seed in the configuration; DL4J uses it only to draw new weights and dropout masks
     * @param description the content of {@link EncoderFile#ENTRY}
     */
    static void write(ComputationGraph graph, long seed, byte[] description, OutputStream stream) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(stream);
        begin(zip, ModelArchive.CONFIGURATION);
        zip.write(configuration(graph, seed).toJson().getBytes(StandardCharsets.UTF_8));
        INDArray parameters = graph.params();
        if (parameters == null) {
            begin(zip, ModelArchive.NO_PARAMETERS);
        } else {
            begin(zip, ModelArchive.COEFFICIENTS);
            DataOutputStream data = new DataOutputStream(zip);
            Nd4j.write(parameters, data);
            data.flush();
        }
        begin(zip, EncoderFile.ENTRY);
        zip.write(description);
        zip.finish();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    private static ComputationGraphConfiguration configuration(ComputationGraph graph, long seed) {
        ComputationGraphConfiguration configuration = graph.getConfiguration().clone();
        configuration.getDefaultConfiguration().setSeed(seed);
        configuration.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer) {
                layer.getLayerConf().setSeed(seed);
            }
        });
        return configuration;
    }
}
