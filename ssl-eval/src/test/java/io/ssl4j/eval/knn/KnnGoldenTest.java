package io.ssl4j.eval.knn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Predictions of Lightly's k-NN; see golden/README.md among the test resources. */
class KnnGoldenTest {

    @Test
    void agreesWithLightly() throws IOException, URISyntaxException {
        List<String> checked = new ArrayList<>();
        for (Path file : goldenFiles()) {
            JsonNode golden = new ObjectMapper().readTree(file.toFile());
            if (!golden.path("loss").asText().equals("weighted_knn")) {
                continue;
            }
            JsonNode params = golden.get("params");
            JsonNode inputs = golden.get("inputs");
            KnnConfig config = KnnConfig.defaults()
                    .withK(params.get("k").asInt())
                    .withTemperature(params.get("t").asDouble());
            int[] predicted = KnnProbe.of(config)
                    .fit(array(inputs.get("bank")), ints(inputs.get("labels")))
                    .predict(array(inputs.get("queries")));
            assertThat(predicted)
                    .as(file.getFileName().toString())
                    .containsExactly(ints(golden.get("outputs").get("predicted")));
            checked.add(file.getFileName().toString());
        }
        assertThat(checked).isNotEmpty();
    }

    private static List<Path> goldenFiles() throws IOException, URISyntaxException {
        String named = System.getProperty("ssl4j.golden", "");
        Path directory = named.isEmpty()
                ? Path.of(Objects.requireNonNull(KnnGoldenTest.class.getResource("/golden"))
                        .toURI())
                : Path.of(named);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static INDArray array(JsonNode node) {
        double[] data = StreamSupport.stream(node.get("data").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        int[] shape = ints(node.get("shape"));
        return Nd4j.create(data, new long[] {shape[0], shape[1]}, 'c');
    }

    private static int[] ints(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
