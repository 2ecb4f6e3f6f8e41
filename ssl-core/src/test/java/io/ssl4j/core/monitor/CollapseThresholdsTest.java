package io.ssl4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.method.CollapseHints;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CollapseThresholdsTest {

    private static final CollapseThresholds DEFAULTS = CollapseThresholds.defaults();

    @Test
    void theDefaultsArePinned() {
        assertThat(DEFAULTS).isEqualTo(new CollapseThresholds(20, 100, 5, 0.1, 0.05, 2, 0.001));
        assertThat(DEFAULTS.withInterval(1)
                        .withWarmUp(2)
                        .withPatience(3)
                        .withDeviationShare(0.4)
                        .withRank(0.5, 6)
                        .withLossTolerance(0.7))
                .isEqualTo(new CollapseThresholds(1, 2, 3, 0.4, 0.5, 6, 0.7));
    }

    @Test
    void theFirstDiagnosisComesAfterTheWarmUpAndThePatience() {
        assertThat(DEFAULTS.firstDiagnosis()).isEqualTo(200);
        // Step 100 is still warm-up; measured at 105, 112 and 119.
        assertThat(DEFAULTS.withInterval(7).withPatience(3).firstDiagnosis()).isEqualTo(119);
        assertThat(DEFAULTS.withWarmUp(0).withInterval(10).withPatience(1).firstDiagnosis())
                .isEqualTo(10);
    }

    @Test
    void whatCannotBeIsRefused() {
        refused(() -> DEFAULTS.withInterval(0), "the interval must be at least 1, got 0");
        refused(() -> DEFAULTS.withWarmUp(-1), "the warm-up must be at least 0, got -1");
        refused(() -> DEFAULTS.withPatience(0), "the patience must be at least 1, got 0");
        refused(() -> DEFAULTS.withDeviationShare(0), "the deviation share must be above 0 and below 1, got 0.0");
        refused(() -> DEFAULTS.withDeviationShare(1), "the deviation share must be above 0 and below 1, got 1.0");
        refused(() -> DEFAULTS.withRank(-0.1, 2), "the rank share must be at least 0 and below 1, got -0.1");
        refused(
                () -> DEFAULTS.withRank(0, Double.NaN),
                "the lowest rank must be finite and at least 0, got NaN; the default is 2");
        refused(
                () -> DEFAULTS.withLossTolerance(Double.NaN),
                "the loss tolerance must be above 0 and below 1, got NaN");
        refused(
                () -> CollapseHints.of(Double.NaN, ""),
                "the loss of equal embeddings must be finite or left out, got NaN");
        refused(
                () -> CollapseHints.none().withSpread(0),
                "the spread of embeddings must be finite and above 0, or left out, got 0.0");
        refused(
                () -> CollapseHints.none().withLargestRank(0),
                "the rank of embeddings must be at least 1, or left out, got 0");
    }

    @Test
    void bothBoundsOfTheRankCanBeSwitchedOff() {
        assertThat(DEFAULTS.withRank(0, 0).lowestRank()).isZero();
    }

    @Test
    void nothingIsKnownByDefault() {
        assertThat(CollapseHints.none())
                .isEqualTo(new CollapseHints(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), ""));
    }

    private static void refused(ThrowingCallable make, String message) {
        assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
