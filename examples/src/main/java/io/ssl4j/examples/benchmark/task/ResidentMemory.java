package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.plan.ProcessMemory;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How much memory this process holds, where the system tells it in /proc. */
final class ResidentMemory {

    private ResidentMemory() {}

    /** MiB; not a number where it cannot be known. */
    static double mebibytes() {
        OptionalLong bytes = ProcessMemory.RESIDENT.bytes();
        return bytes.isPresent() ? bytes.getAsLong() / (double) (1 << 20) : Double.NaN;
    }

    /**
     * The slope of the least-squares line through the second half of the values, per value: by then buffers and caches
     * are made. Empty where the values are not known.
     */
    static OptionalDouble growth(double... values) {
        int from = values.length / 2;
        int count = values.length - from;
        double middle = (count - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            products += (i - middle) * values[from + i];
            squares += (i - middle) * (i - middle);
        }
        double slope = products / squares;
        return Double.isFinite(slope) ? OptionalDouble.of(slope) : OptionalDouble.empty();
    }
}
