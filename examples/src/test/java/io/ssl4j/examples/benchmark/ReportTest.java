package io.ssl4j.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.examples.benchmark.Comparison.Row;
import io.ssl4j.examples.benchmark.Results.Spread;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    @Test
    void theRatioIsTakenRoundByRound() {
        Results results = new Results();
        double[][] rounds = {{1, 3}, {2, 4}, {4, 4}};
        for (double[] round : rounds) {
            results.add("step.ours", Map.of("stepSeconds", round[0]));
            results.add("step.torch", Map.of("stepSeconds", round[1]));
        }
        Row row = new Comparison("step", "s", "step.ours.stepSeconds", "PyTorch", "step.torch.stepSeconds", true)
                .row(results)
                .orElseThrow();
        assertThat(row.ours()).isEqualTo(new Spread(2, 1, 4));
        assertThat(row.other()).isEqualTo(new Spread(4, 3, 4));
        assertThat(row.ratio()).isEqualTo(new Spread(2, 1, 3));
    }

    @Test
    void moreIsBetterForRates() {
        Results results = new Results();
        results.add("a", Map.of("rate", 30.0));
        results.add("b", Map.of("rate", 20.0));
        Row row = new Comparison("speed", "1/s", "a.rate", "b", "b.rate", false)
                .row(results)
                .orElseThrow();
        assertThat(row.ratio().median()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void whatWasNotMeasuredInEveryRoundHasNoRow() {
        Results results = new Results();
        results.add("step.ours", Map.of("stepSeconds", 1.0));
        results.add("step.ours", Map.of("stepSeconds", 1.0));
        results.add("step.torch", Map.of("stepSeconds", 2.0));
        assertThat(new Report(results).comparisons()).hasSize(2);
        results.add("step.torch", Map.of("stepSeconds", 4.0));
        assertThat(new Report(results).comparisons())
                .hasSize(3)
                .last()
                .isEqualTo("| recipe S, train step, s | 1.00 (1.00 .. 1.00) | PyTorch | 3.00 (2.00 .. 4.00)"
                        + " | **3.00** (2.00 .. 4.00) |");
    }

    @ParameterizedTest
    @CsvSource({"1234.5, 1235", "12.34, 12.3", "1.234, 1.23", "0.1234, 0.123", "0.00123, 0.00123", "0, 0.00"})
    void numbersHaveThreeDigits(double value, String text) {
        assertThat(Report.number(value)).isEqualTo(text);
    }

    @Test
    void networksOfDifferentSizeAreNamed() {
        Results results = new Results();
        results.add("step.ours", Map.of("parameters", 10.0));
        results.add("step.torch", Map.of("parameters", 10.0));
        assertThat(new Report(results).differencesInSize()).isEmpty();
        results.add("resnet18.ours", Map.of("parameters", 10.0));
        results.add("resnet18.torch", Map.of("parameters", 12.0));
        assertThat(new Report(results).differencesInSize())
                .containsExactly("The networks of resnet18 differ, so its rows mean nothing: ours has 10 trained"
                        + " parameters, PyTorch's 12.");
    }

    @Test
    void trialsAreTheSameWorkInSmall() {
        for (Scale scale : List.of(Scale.full(), Scale.quick())) {
            for (Part part : Part.values()) {
                for (Contender contender : new Plan(scale).contenders(Set.of(part))) {
                    List<String> trial = contender.trialArguments();
                    assertThat(contender.settings()).isNotEmpty();
                    assertThat(trial).containsAll(contender.trial()).doesNotContain(Contender.LIMIT);
                    assertThat(trial.get(0)).isEqualTo(contender.arguments().get(0));
                }
            }
        }
    }
}
