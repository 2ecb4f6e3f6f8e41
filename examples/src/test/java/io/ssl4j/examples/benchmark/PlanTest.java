package io.ssl4j.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final Plan plan = new Plan(Scale.full());

    @Test
    void stockDl4jIsMeasuredInTurnWithOurStep() {
        assertThat(names(EnumSet.of(Part.STOCK))).containsExactly("step.ours", "stock.dl4j");
    }

    @Test
    void whatTwoPartsNeedIsMeasuredOnce() {
        assertThat(names(EnumSet.of(Part.STOCK, Part.STEP))).containsExactly("step.ours", "step.torch", "stock.dl4j");
        assertThat(names(EnumSet.allOf(Part.class))).doesNotHaveDuplicates();
    }

    @Test
    void aRoundOfStockDl4jIsThreeSteps() {
        Contender stock = plan.contenders(Set.of(Part.STOCK)).get(1);
        assertThat(stock.arguments()).containsSubsequence("--steps", "2", "--warmup", "1");
        assertThat(stock.trialArguments()).containsSubsequence("--steps", "1", "--warmup", "0");
    }

    private List<String> names(Set<Part> parts) {
        return plan.contenders(parts).stream().map(Contender::name).toList();
    }
}
