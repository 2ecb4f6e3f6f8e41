package io.ssl4j.core.testing;

import io.ssl4j.core.method.MethodState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A copy of a method's state that can be put back. */
public final class StateSnapshot {

    private final MethodState live;
    private final Map<String, INDArray> arrays = new LinkedHashMap<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();

    private StateSnapshot(MethodState live) {
        this.live = live;
        live.arrays().forEach((name, entry) -> arrays.put(name, entry.array().dup()));
        live.counters().forEach((name, entry) -> counters.put(name, entry.get().getAsLong()));
    }

    /** The state as it is now. */
    public static StateSnapshot of(MethodState state) {
        return new StateSnapshot(state);
    }

    /** Puts it back into the method it came from. */
    public void restore() {
        restoreInto(live);
    }

    /** Puts it into another method of the same kind, as a resume does. */
    public void restoreInto(MethodState other) {
        arrays.forEach((name, array) -> other.arrays().get(name).array().assign(array));
        counters.forEach((name, value) -> other.counters().get(name).set().accept(value));
    }
}
