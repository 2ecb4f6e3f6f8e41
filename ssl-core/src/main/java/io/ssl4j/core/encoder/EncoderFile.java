package io.ssl4j.core.encoder;

import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.network.Initialization;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Reads and writes encoder files: DL4J model files with one more entry that says what the encoder eats. */
final class EncoderFile {

    /** The zip entry with the preprocessing, JSON. DL4J ignores it. */
    static final String ENTRY = "ssl4j-encoder.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EncoderFile() {}

    static void write(Encoder encoder, Path file) throws IOException {
        AtomicFile.writeFile(file, temporary -> {
            ModelSerializer.writeModel(encoder.toGraph(), temporary.toFile(), false);
            try (FileSystem zip = FileSystems.newFileSystem(temporary)) {
                Files.write(
                        zip.getPath(ENTRY),
                        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(describe(encoder)));
            }
        });
    }

    private static ObjectNode describe(Encoder encoder) {
        ImageInput input = encoder.input();
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("representation", encoder.network().outputNames().get(0));
        root.put("representationSize", encoder.representationSize());
        ObjectNode image = root.putObject("input");
        image.put("height", input.height());
        image.put("width", input.width());
        image.put("channels", input.channels());
        image.put("order", input.order().name());
        put(image.putArray("mean"), input.mean());
        put(image.putArray("deviation"), input.deviation());
        if (encoder.initialState() != null) {
            ObjectNode start = root.putObject("initialization");
            start.put("scheme", encoder.initialState().scheme().name());
            start.put("seed", encoder.initialState().seed());
        }
        return root;
    }

    private static void put(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(value);
        }
    }

    /** @param trusted beginnings of names of classes that the configuration may name beside DL4J's */
    static Encoder read(Path file, List<String> trusted) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ModelArchive archive = ModelArchive.open(file)) {
            JsonNode description = JSON.readTree(archive.description());
            if (description.path("format").asInt() != FORMAT) {
                throw new IOException(
                        "it has encoder format " + description.path("format") + ", and this version reads " + FORMAT);
            }
            return encoder(archive.graph(trusted), description);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " is not an encoder file, or is damaged: " + e.getMessage(), e);
        }
    }

    private static Encoder encoder(ComputationGraph graph, JsonNode description) {
        JsonNode image = description.path("input");
        ImageInput input = new ImageInput(
                image.path("height").asInt(),
                image.path("width").asInt(),
                image.path("channels").asInt(),
                ChannelOrder.valueOf(image.path("order").asText()),
                floats(image.path("mean")),
                floats(image.path("deviation")));
        Encoder encoder = Encoder.of(graph, description.path("representation").asText(), input);
        JsonNode start = description.path("initialization");
        return start.isMissingNode()
                ? encoder
                : encoder.withInitialState(new InitialState(
                        Initialization.valueOf(start.path("scheme").asText()),
                        start.path("seed").asLong()));
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }
}
