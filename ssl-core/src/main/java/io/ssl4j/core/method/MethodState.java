package io.ssl4j.core.method;

import io.ssl4j.core.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All state that a method carries from step to step, other than the networks of its parameter groups, which the trainer
 * stores itself: EMA targets, queues, banks, centres, positions. Entries are live: a checkpoint reads them, and
 * resuming writes into them.
 */
public final class MethodState {

    /** The way in which the copies of several workers are merged. */
    public enum Merge {
        /** Their mean. */
        AVERAGE,
        /** All of them, one after the other. */
        CONCATENATE,
        /** No merging: each worker keeps its own. */
        KEEP_LOCAL
    }

    /** A live array. */
    public record ArrayEntry(INDArray array, Merge merge) {}

    /** A live integer. */
    public record CounterEntry(LongSupplier get, LongConsumer set) {}

    private final Map<String, ArrayEntry> arrays = new LinkedHashMap<>();
    private final Map<String, CounterEntry> counters = new LinkedHashMap<>();

    /** Returns the state of a method that has none. */
    public static MethodState empty() {
        return new MethodState();
    }

    /** Adds the parameters of a network that no parameter group trains, such as an EMA target. */
    public MethodState network(Network network) {
        return array("network/" + network.name(), network.parameters().values(), Merge.AVERAGE);
    }

    /** Adds a live array. */
    public MethodState array(String name, INDArray array, Merge merge) {
        if (arrays.putIfAbsent(name, new ArrayEntry(array, merge)) != null) {
            throw new IllegalArgumentException("state entry '" + name + "' occurs twice; names must be unique");
        }
        return this;
    }

    /** Adds a live integer, such as a position in a queue. */
    public MethodState counter(String name, LongSupplier get, LongConsumer set) {
        if (counters.putIfAbsent(name, new CounterEntry(get, set)) != null) {
            throw new IllegalArgumentException("state counter '" + name + "' occurs twice; names must be unique");
        }
        return this;
    }

    /** The arrays by name, in the order in which they were added. */
    public Map<String, ArrayEntry> arrays() {
        return java.util.Collections.unmodifiableMap(arrays);
    }

    /** The integers by name, in the order in which they were added. */
    public Map<String, CounterEntry> counters() {
        return java.util.Collections.unmodifiableMap(counters);
    }
}
