package io.ssl4j.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Twenty steps under a changing learning rate, and a changing weight decay where the name says so, against PyTorch 1.13
 * in double; the figures are in {@code optim/torch_optimizers.csv}, the script that printed them beside it.
 */
class OptimizerTrajectoryTest {

    private static final Lars LARS =
            Lars.of(0.1).withWeightDecay(0.02).withTrustCoefficient(0.5).withMomentum(0);

    private static final Map<String, Optimizer> OPTIMIZERS = Map.ofEntries(
            Map.entry("sgd", Sgd.of(0.1).withMomentum(0).withWeightDecay(0.01)),
            Map.entry("sgd-momentum", Sgd.of(0.1).withWeightDecay(0.01)),
            Map.entry("sgd-nesterov", Sgd.of(0.1).withNesterov().withWeightDecay(0.01)),
            Map.entry("adam", Adam.of(0.1).withWeightDecay(0.01)),
            Map.entry("adam-betas", Adam.of(0.1).withBetas(0.8, 0.95).withEpsilon(1e-2)),
            Map.entry("adamw", AdamW.of(0.1).withWeightDecay(0.05)),
            Map.entry("adamw-rising-decay", AdamW.of(0.1).withWeightDecay(0.05)),
            Map.entry("lars-plain-rising-decay", LARS),
            Map.entry("lars-rising-decay", LARS.withMomentum(0.9)),
            Map.entry("lars-nesterov-rising-decay", LARS.withMomentum(0.9).withNesterov()),
            Map.entry(
                    "lars-clip-rising-decay",
                    LARS.withMomentum(0.9).withTrustCoefficient(0.05).withClipping()));

    /** LARS sees three tensors: two of weights, one of biases. The others see one. */
    private static FlatNetwork network(Optimizer optimizer, DataType type) {
        return optimizer instanceof Lars
                ? FlatNetwork.ofTwoWeightsAndBias(type, 2, 2, Quadratic.start())
                : FlatNetwork.of(type, Quadratic.start());
    }

    private record Step(double learningRate, double weightDecay, double[] parameters) {}

    private static Map<String, List<Step>> figures() throws IOException {
        Map<String, List<Step>> figures = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        OptimizerTrajectoryTest.class.getResourceAsStream("/optim/torch_optimizers.csv")),
                StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("# torch 1.13.0a0");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",");
                double[] numbers = Arrays.stream(cells)
                        .skip(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                List<Step> steps = figures.computeIfAbsent(cells[0], name -> new ArrayList<>());
                assertThat(Integer.parseInt(cells[1])).isEqualTo(steps.size());
                steps.add(new Step(numbers[0], numbers[1], Arrays.copyOfRange(numbers, 2, numbers.length)));
            }
        }
        return figures;
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void agreesWithPyTorch(DataType type) throws IOException {
        Map<String, List<Step>> figures = figures();
        assertThat(figures.keySet()).isEqualTo(OPTIMIZERS.keySet());
        double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-5;
        figures.forEach((name, steps) -> {
            assertThat(steps).hasSize(20);
            Optimizer optimizer = OPTIMIZERS.get(name);
            FlatNetwork network = network(optimizer, type);
            ParameterUpdater updater = network.updater(optimizer);
            for (int k = 0; k < 20; k++) {
                network.gradients(Quadratic.gradient(network.values()));
                updater.update(steps.get(k).learningRate(), steps.get(k).weightDecay());
                double[] expected = steps.get(k).parameters();
                for (int i = 0; i < expected.length; i++) {
                    double scale = Math.max(0.1, Math.abs(expected[i]));
                    assertThat(Math.abs(network.values()[i] - expected[i]) / scale)
                            .as("%s, step %d, parameter %d", name, k, i)
                            .isLessThan(tolerance);
                }
            }
            assertThat(updater.updates()).isEqualTo(20);
        });
    }

    /** Biases that decay as weights do: PyTorch's rule for parameters that are all in one group. */
    @Test
    void decayedBiasesAgreeWithPyTorch() throws IOException {
        BiasAndNorm decayed = BiasAndNorm.usual().withDecay();
        figures().forEach((name, steps) -> {
            Optimizer optimizer = OPTIMIZERS.get(name);
            if (optimizer instanceof Lars) {
                return;
            }
            FlatNetwork network = FlatNetwork.ofBias(DataType.DOUBLE, Quadratic.start());
            ParameterUpdater updater =
                    optimizer.updater(ParameterGroup.of(network).withBiasAndNorm(decayed));
            for (Step step : steps) {
                network.gradients(Quadratic.gradient(network.values()));
                updater.update(step.learningRate(), step.weightDecay());
                assertThat(network.values()).as(name).containsExactly(step.parameters(), within(1e-11));
            }
        });
    }

    @Test
    void twentyStepsDescend() {
        OPTIMIZERS.forEach((name, optimizer) -> {
            FlatNetwork network = network(optimizer, DataType.FLOAT);
            ParameterUpdater updater = network.updater(optimizer);
            for (int k = 0; k < 20; k++) {
                network.gradients(Quadratic.gradient(network.values()));
                updater.update(0.05, 0);
            }
            assertThat(Quadratic.value(network.values())).as(name).isLessThan(0.5 * Quadratic.value(Quadratic.start()));
        });
    }

    /** A run that is stopped after 8 updates and taken up by another updater gives the bits of one that was not. */
    @Test
    void resumesWithTheSameBits() {
        OPTIMIZERS.forEach((name, optimizer) -> {
            FlatNetwork whole = network(optimizer, DataType.FLOAT);
            FlatNetwork stopped = network(optimizer, DataType.FLOAT);
            run(whole, whole.updater(optimizer), 20);
            ParameterUpdater before = stopped.updater(optimizer);
            run(stopped, before, 8);
            ParameterUpdater after = stopped.updater(optimizer);
            after.state().forEach((key, array) -> array.assign(before.state().get(key)));
            after.restoreUpdates(before.updates());
            run(stopped, after, 12);
            assertThat(stopped.values()).as(name).isEqualTo(whole.values());
            assertThat(after.updates()).isEqualTo(20);
        });
    }

    private static void run(FlatNetwork network, ParameterUpdater updater, int steps) {
        for (int k = 0; k < steps; k++) {
            network.gradients(Quadratic.gradient(network.values()));
            updater.update(0.1, 0.01);
        }
    }
}
