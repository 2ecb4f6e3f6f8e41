package io.ssl4j.core.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a run would take.
 *
 * @param steps updates of the whole run
 * @param epochs passes over the data
 * @param stepsPerEpoch updates of an epoch
 * @param batchSize samples in a batch
 * @param secondsPerStep measured over the first steps without the warm-up, including the wait for batches; empty if the
 *     run does not fit in memory, so that no step was made
 * @param measuredSteps the steps that this is a mean of
 * @param memory the estimate
 * @param peak the most memory that this process has held so far, in bytes, where the system tells it
 * @param limits what this process may have
 * @param disk files of the run
 */
public record RunPlan(
        long steps,
        int epochs,
        long stepsPerEpoch,
        int batchSize,
        OptionalDouble secondsPerStep,
        int measuredSteps,
        MemoryEstimate memory,
        OptionalLong peak,
        MemoryLimits limits,
        DiskUse disk) {

    /**
     * Files of a run.
     *
     * @param encoder bytes of the encoder's file
     * @param checkpoint bytes of a checkpoint
     * @param checkpoints kept at once; 0 for a run without
     * @param free bytes that are free where the checkpoints go; empty without checkpoints
     */
    public record DiskUse(long encoder, long checkpoint, int checkpoints, OptionalLong free) {

        /** Everything, in bytes. */
        public long total() {
            return encoder + checkpoint * checkpoints;
        }

        private String text() {
            return String.format(
                    Locale.ROOT,
                    "%.0f MB: encoder %.1f MB, %s%s",
                    Math.ceil(total() / 1e6),
                    encoder / 1e6,
                    checkpoints == 0
                            ? "no checkpoints"
                            : String.format(Locale.ROOT, "%d checkpoints of %.1f MB", checkpoints, checkpoint / 1e6),
                    free.isPresent() ? "; " + MemoryLimits.gibibytes(free.getAsLong()) + " are free" : "");
        }
    }

    /** Returns this plan for a run with an evaluation at its end, which holds these bytes of memory. */
    public RunPlan withEvaluation(long bytes) {
        return new RunPlan(
                steps,
                epochs,
                stepsPerEpoch,
                batchSize,
                secondsPerStep,
                measuredSteps,
                memory.withEvaluation(bytes),
                peak,
                limits,
                disk);
    }

    /** The time of the training, without listeners and evaluation; empty if no step was made. */
    public Optional<Duration> time() {
        return secondsPerStep.isPresent()
                ? Optional.of(Duration.ofMillis((long) (1000 * secondsPerStep.getAsDouble() * steps)))
                : Optional.empty();
    }

    /** Why the run does not fit in memory, and what to change; empty if it fits. */
    public Optional<String> obstacle() {
        return memory.obstacle(limits, batchSize);
    }

    /** The plan as text for people, in lines: steps, time, memory, disk. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "steps", steps + ": " + epochs + " epochs of " + stepsPerEpoch);
        line(text, "time", timeText());
        line(text, "memory", MemoryLimits.gibibytes(memory.total()) + " estimated (" + memory.text() + ")");
        line(
                text,
                "",
                MemoryLimits.gibibytes(memory.heap()) + " of it in Java's heap, which may have "
                        + MemoryLimits.gibibytes(limits.heap()));
        line(
                text,
                "",
                (peak.isPresent()
                                ? MemoryLimits.gibibytes(peak.getAsLong()) + " taken by this process so far, of "
                                : "")
                        + MemoryLimits.gibibytes(limits.whole()) + " that it may have");
        line(text, "disk", disk.text());
        obstacle().ifPresent(why -> line(text, "", why));
        return text.toString();
    }

    private String timeText() {
        return time().map(training -> String.format(
                        Locale.ROOT,
                        "%s of training: %.3f s a step (mean of %d); evaluation comes on top",
                        words(training),
                        secondsPerStep.getAsDouble(),
                        measuredSteps))
                .orElse("not measured: the run does not fit in memory");
    }

    private static void line(StringBuilder text, String label, String content) {
        text.append(String.format(Locale.ROOT, "%-10s%s%n", label, content));
    }

    private static String words(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 3
                ? time.toMinutes() + " min"
                : String.format(Locale.ROOT, "%.1f hours", time.toMinutes() / 60.0);
    }

    @Override
    public String toString() {
        return text();
    }
}
