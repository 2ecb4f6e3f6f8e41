package io.ssl4j.core.monitor;

import io.ssl4j.core.method.CollapseHints;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Judges a single measurement, regardless of earlier ones: gives the evidence for each kind of collapse that it shows.
 */
final class CollapseSigns {

    private final CollapseThresholds thresholds;

    CollapseSigns(CollapseThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * Finds signs in the embeddings. At most one kind is reported: once all embeddings coincide, their rank only
     * measures noise.
     *
     * @param hints the method's hints on what its loss holds embeddings to
     */
    Map<CollapseKind, String> of(CollapseMonitor.Measurement measured, CollapseHints hints) {
        EmbeddingHealth health = measured.health();
        Map<CollapseKind, String> signs = new EnumMap<>(CollapseKind.class);
        int possible = Math.min(
                Math.min(measured.rows(), health.dimension()),
                hints.largestRank().orElse(Integer.MAX_VALUE));
        String rank = text("the effective rank is %.1f of at most %d", health.effectiveRank(), possible);
        if (health.deviation() < thresholds.deviationShare() * health.healthyDeviation()) {
            signs.put(
                    CollapseKind.COMPLETE,
                    text(
                            "The deviation of unit-length embeddings is %.2g, below %s of the %.2g of embeddings that"
                                    + " fill the sphere; %s",
                            health.deviation(), thresholds.deviationShare(), health.healthyDeviation(), rank));
            return signs;
        }
        double least = thresholds.deviationShare() * hints.spread().orElse(0);
        if (measured.spread() < least) {
            signs.put(
                    CollapseKind.SHRUNK,
                    text(
                            "The deviation of the raw embeddings is %.2g, below %s of the %.2g that the loss"
                                    + " should keep; %s",
                            measured.spread(),
                            thresholds.deviationShare(),
                            hints.spread().getAsDouble(),
                            rank));
            return signs;
        }
        double lowest = lowestRank(possible);
        if (health.effectiveRank() < lowest) {
            signs.put(
                    CollapseKind.DIMENSIONAL,
                    text(
                            "%s, below %.1f; the deviation of unit-length embeddings is %.2g, and %.2g where they fill"
                                    + " the sphere",
                            capitalized(rank), lowest, health.deviation(), health.healthyDeviation()));
        }
        return signs;
    }

    private double lowestRank(int possible) {
        return Math.max(thresholds.rankShare() * possible, Math.min(thresholds.lowestRank(), possible / 2.0));
    }

    /**
     * Finds signs in the loss.
     *
     * @param mean the mean of the losses of some steps
     * @param whenAlike the loss when all embeddings coincide
     */
    Map<CollapseKind, String> of(double mean, long steps, double whenAlike) {
        Map<CollapseKind, String> signs = new EnumMap<>(CollapseKind.class);
        if (Math.abs(mean - whenAlike) <= thresholds.lossTolerance() * Math.abs(whenAlike)) {
            signs.put(
                    CollapseKind.LOSS_STUCK,
                    text(
                            "The mean loss of the last %d steps is %.5g; if all embeddings coincide, it is %.5g",
                            steps, mean, whenAlike));
        }
        return signs;
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
