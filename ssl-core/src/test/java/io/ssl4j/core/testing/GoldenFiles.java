package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Golden values: figures from another implementation, one JSON file per case. They are copies among a module's test
 * resources and, where the system property {@code ssl4j.golden} names a directory, its files.
 */
final class GoldenFiles {

    private GoldenFiles() {}

    /**
     * Every JSON file among a module's test resources and of the given directory, whose file counts where both have
     * one.
     */
    static List<JsonNode> read(Class<?> test) {
        String given = System.getProperty("ssl4j.golden", "");
        Map<String, JsonNode> files = new TreeMap<>(read(copies(test)));
        if (!given.isBlank()) {
            files.putAll(read(Path.of(given)));
        }
        return List.copyOf(files.values());
    }

    /** Every JSON file among the test resources of a test's module, in name order. */
    static List<JsonNode> readCopies(Class<?> test) {
        return List.copyOf(read(copies(test)).values());
    }

    private static Path copies(Class<?> test) {
        try {
            return Path.of(test.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("golden");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the test classes of " + test.getName() + " are not in a directory", e);
        }
    }

    /** The files by name. */
    private static SortedMap<String, JsonNode> read(Path directory) {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> files = Files.list(directory)) {
            SortedMap<String, JsonNode> json = new TreeMap<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                json.put(file.getFileName().toString(), mapper.readTree(file.toFile()));
            }
            assertThat(json).as("golden files in %s", directory).isNotEmpty();
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("golden files in " + directory, e);
        }
    }

    /** An array {@code {shape, data}}, row-major, in double. */
    static INDArray array(JsonNode node) {
        long[] shape = new long[node.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.get("shape").get(i).asLong();
        }
        INDArray array = Nd4j.create(DataType.DOUBLE, shape, 'c');
        assertThat(node.get("data")).hasSize((int) array.length());
        for (int i = 0; i < array.length(); i++) {
            array.data().put(i, node.get("data").get(i).asDouble());
        }
        return array;
    }
}
