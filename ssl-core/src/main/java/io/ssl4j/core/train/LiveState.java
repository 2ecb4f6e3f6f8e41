package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.CheckpointFile;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Segment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All state that changes during a run, under its names in a checkpoint: parameters of the trained networks, moments and
 * update counts of the optimiser, arrays and counters of the method.
 */
final class LiveState {

    private static final String LAYOUT = "layout/";
    private static final String GROUP = "group/";
    private static final String PASSES = "passes/";
    private static final String UPDATES = "updates/";
    private static final String COUNTER = "counter/";

    private static final String ORDER = "epoch/order";

    private final List<TrainedGroup> groups;
    private final MethodState method;
    private Optional<int[]> order = Optional.empty();

    LiveState(List<TrainedGroup> groups, MethodState method) {
        this.groups = groups;
        this.method = method;
    }

    /** The order of the epoch's samples, if the method chose one. */
    Optional<int[]> order() {
        return order;
    }

    /** @param indices null for a shuffle */
    void setOrder(int[] indices) {
        order = Optional.ofNullable(indices);
    }

    /** Resets the optimiser of a network. */
    void resetOptimizer(String network) {
        List<TrainedGroup> found = groups.stream()
                .filter(group -> group.network().name().equals(network))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("only the optimiser of a trained network can be reset, got '" + network
                    + "'; trained are "
                    + groups.stream().map(TrainedGroup::name).toList());
        }
        for (TrainedGroup group : found) {
            group.updater().state().values().forEach(array -> array.assign(0));
            group.updater().restoreUpdates(0);
        }
    }

    /** The live arrays. */
    Map<String, INDArray> arrays() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (TrainedGroup group : groups) {
            arrays.put(
                    "parameters/" + group.network().name(),
                    group.network().parameters().values());
            group.updater()
                    .state()
                    .forEach((name, array) -> arrays.put("optimizer/" + group.name() + "/" + name, array));
        }
        method.arrays().forEach((name, entry) -> arrays.put("method/" + name, entry.array()));
        return arrays;
    }

    /** The counts, the settings of each group, and the layout of its network's parameters. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (TrainedGroup group : groups) {
            texts.put(LAYOUT + group.network().name(), layout(group.network()));
            texts.put(GROUP + group.name(), group.describe());
            texts.put(PASSES + group.network().name(), passes(group.network()));
            texts.put(UPDATES + group.name(), Long.toString(group.updater().updates()));
        }
        method.counters()
                .forEach((name, entry) ->
                        texts.put(COUNTER + name, Long.toString(entry.get().getAsLong())));
        order.ifPresent(indices -> texts.put(
                ORDER, IntStream.of(indices).mapToObj(Integer::toString).collect(Collectors.joining(","))));
        return texts;
    }

    /**
     * Restores everything from a checkpoint. Nothing is changed unless everything fits.
     *
     * @throws CheckpointFormatException if a name, a length, a type or a group's setting differs
     */
    void restore(CheckpointFile file) {
        for (TrainedGroup group : groups) {
            checkLayout(file, group.network());
            ResumeSettings.requireSame(
                    file, GROUP + group.name(), "the group '" + group.name() + "'", group.describe());
            checkPasses(file, group.network());
        }
        Map<String, INDArray> live = arrays();
        checkArrays(file, live);
        texts().keySet().stream().filter(key -> !key.startsWith(PASSES)).forEach(file::text);
        live.forEach((name, array) -> array.assign(file.arrays().get(name)));
        for (TrainedGroup group : groups) {
            group.updater().restoreUpdates(Long.parseLong(file.text(UPDATES + group.name())));
        }
        method.counters().forEach((name, entry) -> entry.set().accept(Long.parseLong(file.text(COUNTER + name))));
        String chosen = file.texts().get(ORDER);
        setOrder(
                chosen == null
                        ? null
                        : Stream.of(chosen.split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray());
    }

    /** A checkpoint of an earlier version does not say how rows went through its networks. */
    private static void checkPasses(CheckpointFile file, Network network) {
        String key = PASSES + network.name();
        if (file.texts().containsKey(key)) {
            ResumeSettings.requireSame(
                    file, key, "the rows in a pass through network '" + network.name() + "'", passes(network));
        }
    }

    private static String passes(Network network) {
        return network.passes().isEmpty() ? "all at once" : network.passes();
    }

    /** Copies everything, and returns what puts it back as it is now and frees the copy. */
    Runnable remember() {
        Map<String, INDArray> live = arrays();
        Map<String, INDArray> copies = new LinkedHashMap<>();
        live.forEach((name, array) -> copies.put(name, array.dup()));
        List<Long> updates =
                groups.stream().map(group -> group.updater().updates()).toList();
        Map<String, Long> counts = new LinkedHashMap<>();
        method.counters().forEach((name, entry) -> counts.put(name, entry.get().getAsLong()));
        Optional<int[]> chosen = order;
        return () -> {
            copies.forEach((name, copy) -> live.get(name).assign(copy));
            copies.values().forEach(INDArray::close);
            for (int i = 0; i < groups.size(); i++) {
                groups.get(i).updater().restoreUpdates(updates.get(i));
            }
            method.counters().forEach((name, entry) -> entry.set().accept(counts.get(name)));
            order = chosen;
        };
    }

    private static void checkLayout(CheckpointFile file, Network network) {
        String stored = file.texts().get(LAYOUT + network.name());
        if (stored == null) {
            throw mismatch(file, "the method trains a network '" + network.name() + "', it holds none of that name");
        }
        String expected = layout(network);
        if (!stored.equals(expected)) {
            List<String> had = stored.lines().toList();
            List<String> has = expected.lines().toList();
            int line = 0;
            while (line < had.size() && line < has.size() && had.get(line).equals(has.get(line))) {
                line++;
            }
            throw mismatch(
                    file,
                    "the architecture of network '" + network.name() + "' must be the same; at parameter " + line
                            + " it has '" + (line < had.size() ? had.get(line) : "nothing") + "', the method has '"
                            + (line < has.size() ? has.get(line) : "nothing") + "'");
        }
    }

    private static void checkArrays(CheckpointFile file, Map<String, INDArray> live) {
        live.forEach((name, array) -> {
            INDArray stored = file.arrays().get(name);
            if (stored == null) {
                throw mismatch(file, "the run has an array '" + name + "', it does not");
            }
            if (stored.dataType() != array.dataType() || !Arrays.equals(stored.shape(), array.shape())) {
                throw mismatch(
                        file, "its array '" + name + "' is " + describe(stored) + ", the run's is " + describe(array));
            }
        });
        for (String name : file.arrays().keySet()) {
            if (!live.containsKey(name)) {
                throw mismatch(file, "it has an array '" + name + "', the run does not");
            }
        }
    }

    private static String layout(Network network) {
        StringBuilder text = new StringBuilder();
        for (Segment segment : network.parameters().segments()) {
            text.append(segment.name())
                    .append(' ')
                    .append(segment.kind())
                    .append(' ')
                    .append(Arrays.toString(segment.shape()))
                    .append(' ')
                    .append(segment.order())
                    .append('\n');
        }
        return text.toString();
    }

    private static String describe(INDArray array) {
        return array.dataType() + " " + Arrays.toString(array.shape());
    }

    private static CheckpointFormatException mismatch(CheckpointFile file, String problem) {
        return new CheckpointFormatException(
                file.path(), problem, "resume with the method and networks that the run began with");
    }
}
