package io.ssl4j.examples.benchmark.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How much memory this process holds, where the system tells it in /proc. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** MiB; not a number where it cannot be known. */
    static double mebibytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /**
     * The slope of the least-squares line through the second half of the values, per value: by then buffers and caches are
     * made. Empty where the values are not known.
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
