package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import io.ssl4j.core.plan.MemoryLimits;
import java.util.ArrayList;
import java.util.List;

/** What limits the memory of a run: Java's heap, JavaCPP's limits on what lies outside it, and the container. */
final class MemoryCheck {

    private static final long SMALLEST_RUN = 1L << 30;
    private static final double SAFE_SHARE = 0.9;
    private static final double LARGEST_HEAP_SHARE = 0.7;

    private static final String OPTIONS = "SSL4J_JAVA_OPTS";

    private MemoryCheck() {}

    static Section of(MemoryLimits limits) {
        List<Fact> facts = List.of(
                new Fact(
                        "Java heap",
                        "at most " + MemoryLimits.gibibytes(limits.heap()) + " (-Xmx): the program, images in memory"),
                new Fact(
                        "JavaCPP",
                        bound(limits.offHeap()) + " (-Dorg.bytedeco.javacpp.maxbytes, else as much as the heap) for its"
                                + " own buffers; the arrays of ND4J are not among them"),
                new Fact(
                        "whole process",
                        bound(limits.process()) + " (-Dorg.bytedeco.javacpp.maxphysicalbytes, else four times the"
                                + " heap): networks, activations and batches too; above it a run ends with an error"),
                new Fact(
                        "container",
                        limits.container().isPresent()
                                ? "at most "
                                        + MemoryLimits.gibibytes(
                                                limits.container().getAsLong())
                                        + "; the kernel kills a process that takes more"
                                : "no limit"),
                new Fact("machine", MemoryLimits.gibibytes(limits.machine())));
        return new Section("Memory", facts, findings(limits));
    }

    private static List<Finding> findings(MemoryLimits limits) {
        List<Finding> findings = new ArrayList<>();
        String where = limits.container().isPresent() && limits.container().getAsLong() < limits.machine()
                ? "the container's"
                : "the machine's";
        long available = limits.available();
        if (available < SMALLEST_RUN) {
            findings.add(Finding.warning(
                    MemoryLimits.gibibytes(available)
                            + " of memory are little: only the smallest encoders and batches fit.",
                    "Give the container 2 GB or more, or take --encoder tiny and a --batch-size of 64."));
        }
        if (limits.heap() > LARGEST_HEAP_SHARE * available) {
            findings.add(Finding.warning(
                    "Java's heap may grow to " + MemoryLimits.gibibytes(limits.heap()) + " of " + where + " "
                            + MemoryLimits.gibibytes(available)
                            + ", which leaves too little for the arrays outside it.",
                    "Set " + OPTIONS + "=-Xmx" + mebibytes(available / 4) + "m, a quarter of the memory."));
        } else if (limits.process() == 0 || limits.process() > available) {
            findings.add(Finding.warning(
                    "Nothing stops a run before it reaches " + where + " " + MemoryLimits.gibibytes(available)
                            + " of memory: there the kernel kills it without a word (exit code 137).",
                    "Set " + OPTIONS + "=\"-Xmx" + mebibytes(limits.heap())
                            + "m -Dorg.bytedeco.javacpp.maxphysicalbytes=" + mebibytes((long) (SAFE_SHARE * available))
                            + "m\", so that it ends with an error that says so."));
        }
        if (limits.process() > 0 && limits.process() < SMALLEST_RUN) {
            findings.add(Finding.warning(
                    "The whole process may hold " + MemoryLimits.gibibytes(limits.process())
                            + ", which is little: only the smallest encoders and batches fit.",
                    "Raise -Dorg.bytedeco.javacpp.maxphysicalbytes in " + OPTIONS + ", or leave it out."));
        }
        return findings;
    }

    private static String bound(long bytes) {
        return bytes == 0 ? "no limit" : "at most " + MemoryLimits.gibibytes(bytes);
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
