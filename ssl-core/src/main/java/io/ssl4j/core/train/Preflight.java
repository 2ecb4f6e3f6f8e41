package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.CheckpointDirectory;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.plan.MemoryEstimate;
import io.ssl4j.core.plan.MemoryLimits;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

/** Rejects runs that cannot work, before anything is allocated or run. */
final class Preflight {

    private Preflight() {}

    /** Checks the backend: batches and updates are written into host memory, which a GPU backend would not notice. */
    static void checkBackend(ExecutionerType type) {
        if (type != ExecutionerType.NATIVE_CPU) {
            throw new IllegalStateException("training requires ND4J's CPU backend, found " + type
                    + "; put nd4j-native on the class path in place of the other backend");
        }
    }

    /** Checks the sizes of data set, batch, update and last batch. */
    static void checkSizes(TrainerConfig config, SslMethod<?> method, int samples) {
        int batch = config.batchSize();
        int minimum = method.minimumBatchSize();
        if (samples < 1) {
            throw new IllegalArgumentException(
                    "training needs at least 1 sample, the data set has " + samples + "; check where it was read from");
        }
        if (batch > samples) {
            throw new IllegalArgumentException("a batch holds at most as many samples as the data set, got batch size "
                    + batch + " and " + samples + " samples; set batchSize to at most " + samples);
        }
        if (config.samplesPerUpdate() > samples) {
            throw new IllegalArgumentException(
                    "an update takes at most as many samples as the data set, got batch size "
                            + batch + " x " + config.accumulate() + " accumulated and " + samples
                            + " samples; set accumulate to at most " + samples / batch);
        }
        if (batch < minimum) {
            throw new IllegalArgumentException("method '" + method.name() + "' needs batches of at least " + minimum
                    + " samples, got batch size " + batch + "; set batchSize to at least " + minimum);
        }
        int last = samples % batch;
        int multiple = method.batchMultiple();
        if (batch % multiple != 0 || (!config.dropLast() && last % multiple != 0)) {
            throw new IllegalArgumentException(
                    "method '" + method.name() + "' needs batches of a multiple of " + multiple
                            + " samples, got batch size " + batch
                            + (batch % multiple != 0
                                    ? "; set batchSize to a multiple of " + multiple
                                    : " and a last batch of " + last + "; set dropLast(true)"));
        }
        if (!config.dropLast() && last > 0 && last < minimum) {
            throw new IllegalArgumentException("method '" + method.name() + "' needs batches of at least " + minimum
                    + " samples, but the last batch of " + samples + " samples in batches of " + batch + " would have "
                    + last + "; set dropLast(true) or another batchSize");
        }
    }

    /**
     * Checks that accumulation is possible: gradients of several batches add up to those of one large batch only if the
     * samples' gradients are independent of each other.
     */
    static void checkAccumulation(TrainerConfig config, SslMethod<?> method, List<ParameterGroup> groups) {
        if (config.accumulate() == 1) {
            return;
        }
        method.batchDependence().ifPresent(why -> {
            throw accumulationRefused(config, "in the loss of method '" + method.name() + "', " + why, "");
        });
        for (ParameterGroup group : groups) {
            group.network().batchDependence().ifPresent(why -> {
                throw accumulationRefused(
                        config,
                        "in network '" + group.network().name() + "', " + why,
                        ", or take a network without such layers");
            });
        }
    }

    private static IllegalArgumentException accumulationRefused(TrainerConfig config, String why, String orElse) {
        return new IllegalArgumentException("accumulating " + config.accumulate() + " batches of " + config.batchSize()
                + " is the update of one batch of " + config.samplesPerUpdate()
                + " only where the samples of a batch do not depend on each other; " + why
                + "; set accumulate to 1 and batchSize to what memory allows" + orElse);
    }

    /** Checks that the networks can run a step of the method. */
    static void checkPasses(SslMethod<?> method, List<ParameterGroup> groups) {
        PassMode mode = new PassMode(method.statisticGroups());
        for (ParameterGroup group : groups) {
            group.network().obstacle(mode).ifPresent(why -> {
                throw new IllegalArgumentException(
                        "network '" + group.network().name() + "' of method '" + method.name() + "' " + why);
            });
        }
    }

    /** Rejects a run that does not fit in memory. */
    static void checkMemory(TrainerConfig config, SslMethod<?> method, Dataset<?> data) {
        if (!config.ignoreMemory()) {
            MemoryEstimate.of(method, data, config.batchSize())
                    .requireFits(MemoryLimits.ofThisProcess(), config.batchSize());
        }
    }

    /** Checks the parameter groups. */
    static void checkGroups(SslMethod<?> method, List<ParameterGroup> groups) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "method '" + method.name()
                            + "' has no parameter groups, so there is nothing to train; parameterGroups() must name at least 1");
        }
        Set<String> names = new HashSet<>();
        Map<String, Network> networks = new LinkedHashMap<>();
        for (ParameterGroup group : groups) {
            Network other = networks.putIfAbsent(group.network().name(), group.network());
            boolean twice =
                    other != null && other.parameters() != group.network().parameters();
            if (twice || !names.add(group.name())) {
                throw new IllegalArgumentException("the networks of a method must have different names, but method '"
                        + method.name() + "' trains two named '" + group.name()
                        + "'; rename one, for example with copy(newName)");
            }
        }
        networks.values().forEach(network -> checkParts(network, groups));
    }

    /** Checks that the parts of a network cover each trained segment once. */
    private static void checkParts(Network network, List<ParameterGroup> groups) {
        for (Segment segment : network.parameters().segments()) {
            List<String> covering = groups.stream()
                    .filter(group -> group.network().name().equals(network.name()))
                    .filter(group -> group.segments().test(segment))
                    .map(ParameterGroup::name)
                    .toList();
            if (segment.trained() && covering.size() != 1) {
                throw new IllegalArgumentException("the parameter groups of network '" + network.name()
                        + "' must cover each of its parameters once, but '" + segment.name() + "' is in "
                        + (covering.isEmpty() ? "none" : covering)
                        + "; freeze a part with withFrozenUntilStep rather than leaving it out");
            }
        }
    }

    /** Rejects two schedules for the same weight decay, of which one would be ignored silently. */
    static void checkDecaySchedules(TrainerConfig config, SslMethod<?> method, List<ParameterGroup> groups) {
        if (config.weightDecaySchedule().equals(Schedules.constant())) {
            return;
        }
        for (ParameterGroup group : groups) {
            group.weightDecaySchedule().ifPresent(own -> {
                throw new IllegalArgumentException("the weight decay of a network follows one schedule, but method '"
                        + method.name()
                        + "' has one of its own for network '"
                        + group.network().name() + "', " + ResumeSettings.describe(own) + ", and the run has "
                        + ResumeSettings.describe(config.weightDecaySchedule())
                        + "; leave the run's out (weightDecaySchedule), or set the method to have none"
                        + (method.decayScheduleRemedy().isEmpty() ? "" : " (" + method.decayScheduleRemedy() + ")"));
            });
        }
    }

    /** Rejects a directory that already holds a run, so that it is not overwritten silently. */
    static void checkNoRunIn(CheckpointDirectory directory) {
        List<Path> found = directory.list();
        if (!found.isEmpty()) {
            throw new IllegalStateException("a new run begins in a directory without checkpoints, but there is "
                    + found.get(0)
                    + "; continue that run with resume(method, dataset), or choose another directory");
        }
    }
}
