package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The golden trajectories as tests: the same networks, views and optimiser give the same losses and parameters, step by
 * step. Trajectories of unknown methods are reported and pass; a directory without any known method fails.
 */
public final class GoldenTrajectories {

    private static final double TOLERANCE = 1e-6;

    /** The memory bank's trajectory knows so many samples, of which each step sees the first. */
    private static final int SAMPLES = 9;

    private static final int BATCH = 6;

    /** What the trajectories were made with: SGD, learning rate 0.05, momentum 0.9, no decay. */
    private static final Optimizer OPTIMIZER = Sgd.of(0.05).withMomentum(0.9);

    private static final Logger LOG = LoggerFactory.getLogger(GoldenTrajectories.class);

    private GoldenTrajectories() {}

    /**
     * Tests for the known methods.
     *
     * @param test the test class, whose module carries the copies
     * @param methods by key: makes the method over the networks of a trajectory
     */
    public static List<DynamicTest> tests(
            Class<?> test, Map<String, Function<GoldenTrajectory, SslMethod<?>>> methods) {
        return tests(test, GoldenFiles.read(test), methods);
    }

    static List<DynamicTest> tests(
            Class<?> test, List<JsonNode> files, Map<String, Function<GoldenTrajectory, SslMethod<?>>> methods) {
        List<GoldenTrajectory> all = files.stream()
                .filter(GoldenTrajectory::isTrajectory)
                .map(GoldenTrajectory::of)
                .toList();
        Set<String> unknown = all.stream()
                .map(GoldenTrajectory::method)
                .filter(method -> !methods.containsKey(method))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            LOG.warn("{}: trajectories of methods that it does not know are left alone: {}", test.getName(), unknown);
        }
        List<DynamicTest> tests = all.stream()
                .filter(trajectory -> methods.containsKey(trajectory.method()))
                .map(trajectory -> DynamicTest.dynamicTest(
                        trajectory.name(),
                        () -> check(trajectory, methods.get(trajectory.method()).apply(trajectory))))
                .toList();
        assertThat(tests)
                .as("golden trajectories of the methods %s", methods.keySet())
                .isNotEmpty();
        return tests;
    }

    private static void check(GoldenTrajectory trajectory, SslMethod<?> method) {
        RunLength length =
                new RunLength(trajectory.steps().size(), trajectory.steps().size());
        method.prepare(new RunInfo(SAMPLES, BATCH, 1, 1, length, 0, trajectory.labels()));
        List<ParameterGroup> groups = method.parameterGroups();
        begin(method.state(), trajectory.file().path("initialState"));
        List<ParameterUpdater> updaters =
                groups.stream().map(OPTIMIZER::updater).toList();
        List<JsonNode> steps = trajectory.steps();
        assertThat(steps).isNotEmpty();
        for (int s = 0; s < steps.size(); s++) {
            String what = trajectory.name() + ", step " + (s + 1);
            JsonNode golden = steps.get(s);
            groups.forEach(group -> group.network().parameters().zeroGradients());
            StepContext context = new StepContext(s, 0, length, RandomKey.of(s));
            double loss =
                    method.step(batch(GoldenTrajectory.views(golden)), context).loss();
            updaters.forEach(updater -> updater.update(OPTIMIZER.learningRate(), 0));
            groups.forEach(group -> group.network().parameters().applyStatistics());
            method.afterUpdate(context);
            Agreement.assertClose(what + ": loss", loss, golden.get("loss").asDouble(), TOLERANCE);
            assertParameters(what, groups, golden);
            assertTarget(what, method.state(), groups, golden.path("target"));
            assertState(what, method.state(), golden.path("state"));
        }
    }

    private static void assertParameters(String what, List<ParameterGroup> groups, JsonNode golden) {
        Set<String> compared = new TreeSet<>();
        for (ParameterGroup group : groups) {
            Network network = group.network();
            GoldenNetworks.assertEquals(
                    what + ": " + network.name(),
                    network.parameters().values(),
                    network.parameters().segments(),
                    GoldenTrajectory.parameters(golden.get("parameters").get(network.name())),
                    TOLERANCE);
            compared.add(network.name());
        }
        assertThat(compared).isEqualTo(names(golden.get("parameters")));
    }

    /** Targets are called after the networks that they follow. */
    private static void assertTarget(String what, MethodState state, List<ParameterGroup> groups, JsonNode target) {
        for (String name : names(target)) {
            MethodState.ArrayEntry entry = state.arrays().get("network/target-" + name);
            assertThat(entry)
                    .as("target of '%s' in the state %s", name, state.arrays().keySet())
                    .isNotNull();
            Network online = groups.stream()
                    .map(ParameterGroup::network)
                    .filter(network -> network.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            GoldenNetworks.assertEquals(
                    what + ": target " + name,
                    entry.array(),
                    online.parameters().segments(),
                    GoldenTrajectory.parameters(target.get(name)),
                    TOLERANCE);
        }
    }

    private static void assertState(String what, MethodState state, JsonNode golden) {
        for (String name : names(golden)) {
            INDArray expected = GoldenFiles.array(golden.get(name));
            Agreement.assertClose(
                    what + ": " + name, oldestFirst(state, name).reshape(expected.shape()), expected, TOLERANCE);
        }
    }

    /** An array of the state; where it is a ring, with its oldest row first. */
    private static INDArray oldestFirst(MethodState state, String name) {
        INDArray array = state.arrays().get(name).array();
        MethodState.CounterEntry position = state.counters().get(name + "/position");
        if (position == null) {
            return array.dup('c');
        }
        long size = array.size(0);
        long oldest = position.get().getAsLong() % size;
        INDArray turned = array.like();
        for (long i = 0; i < size; i++) {
            turned.getRow(i).assign(array.getRow((oldest + i) % size));
        }
        return turned;
    }

    private static void begin(MethodState state, JsonNode initial) {
        for (String name : names(initial)) {
            MethodState.ArrayEntry entry = state.arrays().get(name);
            assertThat(entry)
                    .as("'%s' in the state %s", name, state.arrays().keySet())
                    .isNotNull();
            entry.array()
                    .assign(GoldenFiles.array(initial.get(name))
                            .reshape(entry.array().shape()));
        }
    }

    private static ViewBatch batch(List<INDArray> views) {
        int size = (int) views.get(0).size(0);
        INDArray stacked = Nd4j.concat(0, views.toArray(new INDArray[0]));
        int[] indices = IntStream.range(0, size).toArray();
        Rows view = Rows.of(stacked);
        return new ViewBatch(size, indices, Map.of("views", view, "global", view));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
