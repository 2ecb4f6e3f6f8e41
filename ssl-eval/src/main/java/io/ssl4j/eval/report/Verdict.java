package io.ssl4j.eval.report;

import io.ssl4j.eval.features.ClassificationResult;
import io.ssl4j.eval.metrics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says in sentences what the accuracies of an encoder mean: above or below each baseline by more than chance, or not to
 * be told apart.
 */
final class Verdict {

    private Verdict() {}

    /** Returns a line for k-NN and one for the linear probe; none if only accuracies are known. */
    static List<String> of(Scores trained, Floors floors) {
        List<String> lines = new ArrayList<>();
        line("k-NN", trained, floors, Scores::knn).ifPresent(lines::add);
        line("linear probe", trained, floors, Scores::linear).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> line(
            String probe, Scores trained, Floors floors, Function<Scores, Optional<ClassificationResult>> result) {
        return result.apply(trained).map(own -> {
            List<String> parts = new ArrayList<>();
            parts.add(compared(own, result.apply(floors.untrained().scores()), "the untrained encoder"));
            floors.given().forEach(floor -> parts.add(compared(own, result.apply(floor.scores()), floor.name())));
            parts.removeIf(String::isEmpty);
            return String.format(
                    Locale.ROOT,
                    "%s %.1f (95 %% interval %s), majority class %.1f, balanced %.1f: %s",
                    probe,
                    100 * own.accuracy(),
                    own.accuracyInterval().percent(),
                    100 * own.confusion().majorityShare(),
                    100 * own.balancedAccuracy(),
                    String.join("; ", parts));
        });
    }

    private static String compared(ClassificationResult own, Optional<ClassificationResult> other, String name) {
        if (other.isEmpty()) {
            return "";
        }
        double difference = own.accuracy() - other.get().accuracy();
        Interval interval = own.accuracyAbove(other.get());
        if (interval.contains(0)) {
            return String.format(
                    Locale.ROOT,
                    "not to be told apart from %s (%+.1f points, %s)",
                    name,
                    100 * difference,
                    interval.percent());
        }
        Interval size = difference > 0 ? interval : new Interval(-interval.high(), -interval.low());
        return String.format(
                Locale.ROOT,
                "%s %s by %.1f points (%s)",
                difference > 0 ? "above" : "below",
                name,
                100 * Math.abs(difference),
                size.percent());
    }
}
