package io.ssl4j.core.encoder;

import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.network.Initialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Reads and writes encoder files: DL4J model files with one more entry that describes the encoder's input. */
final class EncoderFile {

    /** The zip entry with the preprocessing, JSON. DL4J ignores it. */
    static final String ENTRY = "ssl4j-encoder.json";

    private static final int FORMAT = 2;
    /** The kind of encoder in files of format 1, which knows only this one. */
    private static final String IMAGE = "image";

    private static final ObjectMapper JSON = new ObjectMapper();

    private EncoderFile() {}

    static void write(Encoder<?> encoder, Path file) throws IOException {
        write(encoder, describe(encoder), file);
    }

    /** Writes an encoder whose representation is the output of a head. */
    static void write(Encoder<?> model, Predictor.OutputNames outputs, Path file) throws IOException {
        ObjectNode root = describe(model);
        ObjectNode head = root.putObject("outputs");
        head.put("task", outputs.task().name().toLowerCase(Locale.ROOT));
        head.set("names", JSON.valueToTree(outputs.names()));
        write(model, root, file);
    }

    private static void write(Encoder<?> encoder, ObjectNode root, Path file) throws IOException {
        byte[] description = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        AtomicFile.write(file, stream -> ModelWriter.write(encoder.toGraph(), seed(encoder), description, stream));
    }

    private static long seed(Encoder<?> encoder) {
        return encoder.initialState() == null ? 0 : encoder.initialState().seed();
    }

    private static <T> ObjectNode describe(Encoder<T> encoder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("kind", encoder.input().kind());
        root.put("representation", encoder.network().outputNames().get(0));
        root.put("representationSize", encoder.representationSize());
        root.set("input", JSON.valueToTree(InputFormats.of(encoder.input()).write(encoder.input())));
        if (!encoder.tapVertices().isEmpty()) {
            root.set("taps", JSON.valueToTree(encoder.tapVertices()));
        }
        if (encoder.initialState() != null) {
            ObjectNode start = root.putObject("initialization");
            start.put("scheme", encoder.initialState().scheme().name());
            start.put("seed", encoder.initialState().seed());
            start.put("zeroResidual", encoder.initialState().zeroResidual());
        }
        return root;
    }

    /**
     * The content of a file.
     *
     * @param outputs of a head, which are then the encoder's representation; empty for an encoder without one
     */
    record Content(Encoder<?> encoder, Optional<Predictor.OutputNames> outputs) {}

    /** @param trusted prefixes of class names that the configuration may contain in addition to DL4J's */
    static Content read(Path file, List<String> trusted) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ModelArchive archive = ModelArchive.open(file)) {
            JsonNode description = JSON.readTree(archive.description());
            int format = description.path("format").asInt();
            if (format < 1 || format > FORMAT) {
                throw new IOException("it has encoder format " + description.path("format")
                        + ", and this version reads 1 to " + FORMAT);
            }
            return new Content(encoder(archive.graph(trusted), description), outputs(description.path("outputs")));
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " is not an encoder file, or is damaged: " + e.getMessage(), e);
        }
    }

    private static Optional<Predictor.OutputNames> outputs(JsonNode head) {
        if (head.isMissingNode()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        head.path("names").forEach(name -> names.add(name.asText()));
        Predictor.Task task = Predictor.Task.valueOf(head.path("task").asText().toUpperCase(Locale.ROOT));
        return Optional.of(new Predictor.OutputNames(task, names));
    }

    private static Encoder<?> encoder(ComputationGraph graph, JsonNode description) {
        String kind = description.path("kind").asText(IMAGE);
        return encoder(graph, description, InputFormats.named(kind).read(new InputFields(description.path("input"))));
    }

    private static <T> Encoder<T> encoder(ComputationGraph graph, JsonNode description, EncoderInput<T> input) {
        Encoder<T> encoder =
                Encoder.of(graph, description.path("representation").asText(), input);
        JsonNode start = description.path("initialization");
        if (!start.isMissingNode()) {
            encoder = encoder.withInitialState(new InitialState(
                    Initialization.valueOf(start.path("scheme").asText()),
                    start.path("seed").asLong(),
                    start.path("zeroResidual").asBoolean()));
        }
        Map<String, String> taps = new LinkedHashMap<>();
        description
                .path("taps")
                .fields()
                .forEachRemaining(tap -> taps.put(tap.getKey(), tap.getValue().asText()));
        return encoder.withTaps(taps);
    }
}
