package io.ssl4j.examples.cli.doctor;

import io.ssl4j.examples.cli.doctor.Section.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What limits the memory of a run: Java's heap, JavaCPP's limits on what lies outside it, and the container. */
final class MemoryCheck {

    private static final double GIBIBYTE = 1L << 30;
    private static final long SMALLEST_RUN = 1L << 30;
    private static final double SAFE_SHARE = 0.9;
    private static final double LARGEST_HEAP_SHARE = 0.7;

    private static final String OPTIONS = "SSL4J_JAVA_OPTS";

    /**
     * Limits in bytes.
     *
     * @param heap of Java, -Xmx
     * @param offHeap of JavaCPP's own buffers, maxbytes; 0 for none
     * @param process of the whole process, maxphysicalbytes; 0 for none
     * @param container of the control group, if there is one
     * @param machine the machine's memory
     */
    record Limits(long heap, long offHeap, long process, OptionalLong container, long machine) {

        /** What the kernel gives at most. */
        long available() {
            return Math.min(machine, container.orElse(Long.MAX_VALUE));
        }
    }

    private MemoryCheck() {}

    static Section of(Limits limits) {
        List<Fact> facts = List.of(
                new Fact("Java heap", "at most " + gibibytes(limits.heap) + " (-Xmx): the program, images in memory"),
                new Fact(
                        "JavaCPP",
                        bound(limits.offHeap) + " (-Dorg.bytedeco.javacpp.maxbytes, else as much as the heap) for its"
                                + " own buffers; the arrays of ND4J are not among them"),
                new Fact(
                        "whole process",
                        bound(limits.process) + " (-Dorg.bytedeco.javacpp.maxphysicalbytes, else four times the"
                                + " heap): networks, activations and batches too; above it a run ends with an error"),
                new Fact(
                        "container",
                        limits.container.isPresent()
                                ? "at most " + gibibytes(limits.container.getAsLong())
                                        + "; the kernel kills a process that takes more"
                                : "no limit"),
                new Fact("machine", gibibytes(limits.machine)));
        return new Section("Memory", facts, findings(limits));
    }

    private static List<Finding> findings(Limits limits) {
        List<Finding> findings = new ArrayList<>();
        String where = limits.container.isPresent() && limits.container.getAsLong() < limits.machine
                ? "the container's"
                : "the machine's";
        long available = limits.available();
        if (available < SMALLEST_RUN) {
            findings.add(Finding.warning(
                    gibibytes(available) + " of memory are little: only the smallest encoders and batches fit.",
                    "Give the container 2 GB or more, or take --encoder tiny and a --batch-size of 64."));
        }
        if (limits.heap > LARGEST_HEAP_SHARE * available) {
            findings.add(Finding.warning(
                    "Java's heap may grow to " + gibibytes(limits.heap) + " of " + where + " " + gibibytes(available)
                            + ", which leaves too little for the arrays outside it.",
                    "Set " + OPTIONS + "=-Xmx" + mebibytes(available / 4) + "m, a quarter of the memory."));
        } else if (limits.process == 0 || limits.process > available) {
            findings.add(Finding.warning(
                    "Nothing stops a run before it reaches " + where + " " + gibibytes(available)
                            + " of memory: there the kernel kills it without a word (exit code 137).",
                    "Set " + OPTIONS + "=\"-Xmx" + mebibytes(limits.heap)
                            + "m -Dorg.bytedeco.javacpp.maxphysicalbytes=" + mebibytes((long) (SAFE_SHARE * available))
                            + "m\", so that it ends with an error that says so."));
        }
        if (limits.process > 0 && limits.process < SMALLEST_RUN) {
            findings.add(Finding.warning(
                    "The whole process may hold " + gibibytes(limits.process)
                            + ", which is little: only the smallest encoders and batches fit.",
                    "Raise -Dorg.bytedeco.javacpp.maxphysicalbytes in " + OPTIONS + ", or leave it out."));
        }
        return findings;
    }

    private static String bound(long bytes) {
        return bytes == 0 ? "no limit" : "at most " + gibibytes(bytes);
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIBIBYTE);
    }
}
