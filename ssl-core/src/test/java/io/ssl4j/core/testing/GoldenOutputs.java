package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/** Golden files of computations without a gradient, as tests: named inputs give one named output. */
public final class GoldenOutputs {

    private GoldenOutputs() {}

    /**
     * Tests for one computation, in double and in float.
     *
     * @param test the test class, whose module carries the copies
     * @param key the computation's key in the files
     * @param output the name of the array that it gives
     * @param computation from the hyper-parameters and the inputs to the output
     */
    public static List<DynamicTest> tests(
            Class<?> test,
            String key,
            String output,
            BiFunction<Map<String, Double>, Map<String, INDArray>, INDArray> computation) {
        List<DynamicTest> tests = GoldenFiles.read(test).stream()
                .filter(file -> file.path("loss").asText().equals(key)
                        || file.path("name").asText().equals(key))
                .map(file -> DynamicTest.dynamicTest(key + " " + file.get("inputs"), () -> {
                    check(file, output, computation, DataType.DOUBLE, 1e-6);
                    check(file, output, computation, DataType.FLOAT, 1e-4);
                }))
                .toList();
        assertThat(tests).as("golden cases of %s", key).isNotEmpty();
        return tests;
    }

    private static void check(
            JsonNode file,
            String output,
            BiFunction<Map<String, Double>, Map<String, INDArray>, INDArray> computation,
            DataType type,
            double tolerance) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        file.get("params")
                .fields()
                .forEachRemaining(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asDouble()));
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        file.get("inputs")
                .fields()
                .forEachRemaining(entry -> inputs.put(
                        entry.getKey(), GoldenFiles.array(entry.getValue()).castTo(type)));
        INDArray expected = GoldenFiles.array(file.get("outputs").get(output));
        Agreement.assertClose(output + " in " + type, computation.apply(parameters, inputs), expected, tolerance);
    }
}
