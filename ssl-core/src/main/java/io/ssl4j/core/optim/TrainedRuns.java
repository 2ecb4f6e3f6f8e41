package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the trained parts of a flat array, as runs of equal treatment: neighbouring segments are joined, statistics
 * left out.
 */
final class TrainedRuns {

    /** Elements {@code from} to {@code to - 1}. */
    record Run(int from, int to, boolean decayed) {}

    private TrainedRuns() {}

    static List<Run> of(Parameters parameters) {
        return of(parameters, segment -> true, segment -> false, false);
    }

    /**
     * @param covered selects the segments to include
     * @param decayed selects the segments with weight decay
     * @param apart whether each of the decayed segments is a separate run, for a rule that uses its norm
     */
    static List<Run> of(Parameters parameters, Predicate<Segment> covered, Predicate<Segment> decayed, boolean apart) {
        List<Run> runs = new ArrayList<>();
        for (Segment segment : parameters.segments()) {
            if (!segment.trained() || segment.length() == 0 || !covered.test(segment)) {
                continue;
            }
            int from = Math.toIntExact(segment.offset());
            int to = Math.toIntExact(segment.offset() + segment.length());
            boolean decay = decayed.test(segment);
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.to() == from && last.decayed() == decay && !(decay && apart)) {
                runs.set(runs.size() - 1, new Run(last.from(), to, decay));
            } else {
                runs.add(new Run(from, to, decay));
            }
        }
        return List.copyOf(runs);
    }
}
