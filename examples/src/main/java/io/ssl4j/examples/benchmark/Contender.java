package io.ssl4j.examples.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * One side of one part.
 *
 * @param name the part and the side, such as "step.ours": where its figures are kept
 * @param language what runs it
 * @param arguments of the task
 * @param trial replaces options in a trial of settings, where less is enough
 * @param goal the figure that the settings are chosen by
 * @param settings at least one; of several the best one in a trial is taken
 */
record Contender(
        String name, Language language, List<String> arguments, List<String> trial, Goal goal, List<Setting> settings) {

    /** Asks for the oneDNN primitives too; not in trials. */
    static final String LIMIT = "--limit";

    /** The arguments of a trial. */
    List<String> trialArguments() {
        List<String> less = new ArrayList<>(arguments);
        less.remove(LIMIT);
        for (int i = 0; i < trial.size(); i += 2) {
            less.set(less.indexOf(trial.get(i)) + 1, trial.get(i + 1));
        }
        return less;
    }

    /** What runs a task. */
    enum Language {
        JAVA,
        PYTHON
    }

    /** A figure, and which way is better. */
    record Goal(String figure, boolean lessIsBetter) {
        static final Goal SECONDS = new Goal("stepSeconds", true);
        static final Goal RATE = new Goal("samplesPerSecond", false);
        static final Goal NONE = new Goal("", true);
    }
}
