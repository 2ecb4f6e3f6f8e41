package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the trained parts of a flat array, as runs of equal treatment: neighbouring segments are joined, statistics
 * left out.
 */
final class TrainedRuns {

    /**
     * Elements {@code from} to {@code to - 1}.
     *
     * @param weight whether they are weights, otherwise biases or normalisation parameters
     * @param decayed whether weight decay, and a norm's ratio, apply to them
     */
    record Run(int from, int to, boolean weight, boolean decayed) {}

    private TrainedRuns() {}

    /** Returns the trained parts as one run wherever neighbours touch, without regard to their kind. */
    static List<Run> of(Parameters parameters) {
        return of(parameters, segment -> true, segment -> true, true, false);
    }

    /** Every trained tensor as a run of its own. */
    static List<Run> apart(Parameters parameters) {
        return of(parameters, segment -> true, segment -> true, true, true);
    }

    /**
     * @param covered selects the segments to include
     * @param biasAndNorm whether biases and normalisation parameters decay as the weights do
     * @param apart whether each of the decayed segments is a separate run, for a rule that uses its norm
     */
    static List<Run> of(Parameters parameters, Predicate<Segment> covered, BiasAndNorm biasAndNorm, boolean apart) {
        return of(parameters, covered, segment -> segment.kind() == SegmentKind.WEIGHT, biasAndNorm.decayed(), apart);
    }

    private static List<Run> of(
            Parameters parameters,
            Predicate<Segment> covered,
            Predicate<Segment> weights,
            boolean allDecayed,
            boolean apart) {
        List<Run> runs = new ArrayList<>();
        for (Segment segment : parameters.segments()) {
            if (!segment.trained() || segment.length() == 0 || !covered.test(segment)) {
                continue;
            }
            int from = Math.toIntExact(segment.offset());
            int to = Math.toIntExact(segment.offset() + segment.length());
            boolean weight = weights.test(segment);
            boolean decayed = weight || allDecayed;
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.to() == from && last.weight() == weight && !(decayed && apart)) {
                runs.set(runs.size() - 1, new Run(last.from(), to, weight, decayed));
            } else {
                runs.add(new Run(from, to, weight, decayed));
            }
        }
        return List.copyOf(runs);
    }
}
