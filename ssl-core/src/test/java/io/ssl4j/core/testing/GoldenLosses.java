package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The golden loss values as tests: one for each file whose loss is known. Files of other losses are reported and pass;
 * a directory without any known loss fails.
 */
public final class GoldenLosses {

    /** Agreement asked in double, as a share of the largest entry. */
    private static final double DOUBLE_TOLERANCE = 1e-6;

    private static final double FLOAT_TOLERANCE = 1e-4;

    private static final Logger LOG = LoggerFactory.getLogger(GoldenLosses.class);

    private GoldenLosses() {}

    /** How a two-view loss computes a case: the inputs {@code z0} and {@code z1}. */
    public static BiFunction<GoldenCase, Map<String, INDArray>, LossResult> twoViews(
            Function<GoldenCase, TwoViewLoss> loss) {
        return (golden, inputs) -> loss.apply(golden).evaluate(inputs.get("z0"), inputs.get("z1"));
    }

    /**
     * Tests for the known losses.
     *
     * @param test the test class, whose module carries the copies
     * @param losses by key: from the case (hyper-parameters) and its inputs to value and gradients, in the order of the
     *     inputs that take one
     */
    public static List<DynamicTest> tests(
            Class<?> test, Map<String, BiFunction<GoldenCase, Map<String, INDArray>, LossResult>> losses) {
        return tests(test, GoldenFiles.read(test), losses);
    }

    static List<DynamicTest> tests(
            Class<?> test,
            List<JsonNode> all,
            Map<String, BiFunction<GoldenCase, Map<String, INDArray>, LossResult>> losses) {
        List<JsonNode> files = all.stream().filter(GoldenCase::isLoss).toList();
        Set<String> unknown = files.stream()
                .map(file -> file.get("loss").asText())
                .filter(loss -> !losses.containsKey(loss))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            LOG.warn("{}: golden values of losses that it does not know are left alone: {}", test.getName(), unknown);
        }
        List<DynamicTest> tests = files.stream()
                .map(GoldenCase::of)
                .filter(golden -> losses.containsKey(golden.loss()))
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    check(golden, DataType.DOUBLE, DOUBLE_TOLERANCE, losses.get(golden.loss()));
                    check(golden, DataType.FLOAT, FLOAT_TOLERANCE, losses.get(golden.loss()));
                }))
                .toList();
        assertThat(tests).as("golden cases of the losses %s", losses.keySet()).isNotEmpty();
        return tests;
    }

    private static void check(
            GoldenCase golden,
            DataType type,
            double tolerance,
            BiFunction<GoldenCase, Map<String, INDArray>, LossResult> loss) {
        Map<String, INDArray> inputs = golden.inputs().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().castTo(type)));
        LossResult result = loss.apply(golden, inputs);
        String what = golden.name() + " in " + type;
        Agreement.assertClose(what + ": value", result.value(), golden.value(), tolerance);
        List<String> names = List.copyOf(golden.gradients().keySet());
        assertThat(result.gradients()).as(what + ": gradients of %s", names).hasSameSizeAs(names);
        for (int k = 0; k < names.size(); k++) {
            Agreement.assertClose(
                    what + ": gradient at " + names.get(k),
                    result.gradient(k),
                    golden.gradients().get(names.get(k)),
                    tolerance);
        }
    }
}
