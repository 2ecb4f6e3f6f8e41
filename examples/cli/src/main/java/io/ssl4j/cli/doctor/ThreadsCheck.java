package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import java.util.ArrayList;
import java.util.List;

/** The cores, and the threads of the native libraries that share them. */
final class ThreadsCheck {

    /** The environment variable that says how OpenMP's threads wait for each other. */
    static final String WAIT_POLICY = "OMP_WAIT_POLICY";

    private ThreadsCheck() {}

    /**
     * @param cores that Java may use
     * @param openMpThreads of the native libraries
     * @param waitPolicy the value of {@value #WAIT_POLICY}, or null if it is not set
     */
    static Section of(int cores, int openMpThreads, String waitPolicy) {
        List<Fact> facts = List.of(
                new Fact("cores", Integer.toString(cores)),
                new Fact("OpenMP threads", Integer.toString(openMpThreads)),
                new Fact(WAIT_POLICY, meaning(waitPolicy)));
        List<Finding> findings = new ArrayList<>();
        if (openMpThreads > cores) {
            findings.add(Finding.warning(
                    openMpThreads + " OpenMP threads share " + cores
                            + " core(s) and wait for each other at every layer, which can make training"
                            + " several times slower.",
                    "Set the environment variable OMP_NUM_THREADS=" + cores
                            + ", or give the container whole cores (docker run --cpus)."));
        } else if (openMpThreads < cores) {
            findings.add(Finding.warning(
                    openMpThreads + " OpenMP thread(s) use " + cores + " cores: training leaves cores idle.",
                    "Set the environment variable OMP_NUM_THREADS=" + cores + ", or leave it unset."));
        }
        if (waitPolicy != null && !isPassive(waitPolicy) && !waitPolicy.strip().equalsIgnoreCase("active")) {
            findings.add(Finding.warning(
                    WAIT_POLICY + " must be passive or active, got '" + waitPolicy + "'; OpenMP ignores it.",
                    "Set " + WAIT_POLICY + "=passive."));
        }
        return new Section("Processor", facts, findings);
    }

    private static String meaning(String waitPolicy) {
        if (waitPolicy == null) {
            return "not set: threads that wait spin for a while, then sleep; fastest where nothing else runs";
        }
        return isPassive(waitPolicy)
                ? "passive: threads that wait sleep, so that loader threads and other programs get the cores"
                : waitPolicy + ": threads that wait spin and keep their cores busy; fastest where nothing else runs";
    }

    private static boolean isPassive(String waitPolicy) {
        return waitPolicy.strip().equalsIgnoreCase("passive");
    }
}
