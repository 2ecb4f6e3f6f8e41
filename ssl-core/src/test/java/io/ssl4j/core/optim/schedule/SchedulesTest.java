package io.ssl4j.core.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final RunLength RUN = new RunLength(100, 10);

    @Test
    void constant() {
        assertThat(Schedules.constant().factor(0, RUN)).isEqualTo(1);
        assertThat(Schedules.constant().factor(99, RUN)).isEqualTo(1);
    }

    @Test
    void milestonesInSteps() {
        Schedule schedule = Schedules.stepAtSteps(0.1, 30, 60);
        assertThat(schedule.factor(0, RUN)).isEqualTo(1);
        assertThat(schedule.factor(29, RUN)).isEqualTo(1);
        assertThat(schedule.factor(30, RUN)).isEqualTo(0.1);
        assertThat(schedule.factor(59, RUN)).isEqualTo(0.1);
        assertThat(schedule.factor(60, RUN)).isCloseTo(0.01, within(1e-15));
        assertThat(schedule.factor(99, RUN)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void milestonesInEpochs() {
        Schedule schedule = Schedules.stepAtEpochs(0.5, 3, 6);
        assertThat(schedule.factor(29, RUN)).isEqualTo(1);
        assertThat(schedule.factor(30, RUN)).isEqualTo(0.5);
        assertThat(schedule.factor(59, RUN)).isEqualTo(0.5);
        assertThat(schedule.factor(99, RUN)).isEqualTo(0.25);
    }

    @Test
    void cosine() {
        Schedule schedule = Schedules.cosine();
        assertThat(schedule.factor(0, RUN)).isEqualTo(1);
        assertThat(schedule.factor(50, RUN)).isCloseTo(0.5, within(1e-15));
        assertThat(schedule.factor(25, RUN)).isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-15));
        assertThat(schedule.factor(99, RUN)).isCloseTo((1 + Math.cos(0.99 * Math.PI)) / 2, within(1e-15));
        assertThat(schedule.factor(99, RUN)).isGreaterThan(0);
        assertThat(schedule.factor(100, RUN)).isZero();
        assertThat(schedule.factor(1000, RUN)).isZero();
    }

    @Test
    void cosineToAFinalFactor() {
        assertThat(Schedules.cosine(0.2).factor(50, RUN)).isCloseTo(0.6, within(1e-15));
        assertThat(Schedules.cosine(0.2).factor(100, RUN)).isEqualTo(0.2);
        assertThat(Schedules.cosine(10).factor(50, RUN)).isCloseTo(5.5, within(1e-14));
        assertThat(Schedules.cosine(1).factor(77, RUN)).isEqualTo(1);
    }

    @Test
    void warmupInSteps() {
        Schedule schedule = Schedules.warmupCosineSteps(20, 0.1);
        assertThat(schedule.factor(0, RUN)).isEqualTo(0.05);
        assertThat(schedule.factor(9, RUN)).isEqualTo(0.5);
        assertThat(schedule.factor(19, RUN)).isEqualTo(1);
        assertThat(schedule.factor(20, RUN)).isEqualTo(1);
        assertThat(schedule.factor(60, RUN)).isCloseTo(0.55, within(1e-15));
        assertThat(schedule.factor(99, RUN))
                .isCloseTo(0.1 + 0.9 * (1 + Math.cos(Math.PI * 79 / 80)) / 2, within(1e-15));
        assertThat(schedule.factor(100, RUN)).isEqualTo(0.1);
    }

    @Test
    void warmupInEpochs() {
        for (long step = 0; step < 100; step++) {
            assertThat(Schedules.warmupCosineEpochs(2).factor(step, RUN))
                    .isEqualTo(Schedules.warmupCosineSteps(20).factor(step, RUN));
            assertThat(Schedules.warmupCosineEpochs(0.5).factor(step, RUN))
                    .isEqualTo(Schedules.warmupCosineSteps(5).factor(step, RUN));
            assertThat(Schedules.warmupCosineEpochs(0).factor(step, RUN))
                    .isEqualTo(Schedules.cosine().factor(step, RUN));
        }
        Schedule whole = Schedules.warmupCosineEpochs(10);
        assertThat(whole.factor(49, RUN)).isEqualTo(0.5);
        assertThat(whole.factor(99, RUN)).isEqualTo(1);
    }

    @Test
    void runsOfOneStep() {
        RunLength one = new RunLength(1, 1);
        assertThat(Schedules.cosine().factor(0, one)).isEqualTo(1);
        assertThat(Schedules.warmupCosineSteps(1).factor(0, one)).isEqualTo(1);
        assertThat(EmaSchedule.cosine(0.99).momentum(0, one)).isCloseTo(0.99, within(1e-15));
    }

    @Test
    void valuesThatSayWhatTheyAre() {
        assertThat(Schedules.warmupCosineEpochs(10, 0.01)).isEqualTo(Schedules.warmupCosineEpochs(10, 0.01));
        assertThat(Schedules.warmupCosineEpochs(10, 0.01)).hasToString("warmup(10.0 epochs)+cosine(finalFactor=0.01)");
        assertThat(Schedules.cosine()).hasToString("cosine(finalFactor=0.0)");
        assertThat(Schedules.stepAtEpochs(0.1, 120, 160)).hasToString("step(gamma=0.1, epochs=[120, 160])");
        assertThat(Schedules.constant()).hasToString("constant");
    }

    @Test
    void whatIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.cosine(Double.NaN))
                .withMessage("finalFactor must be finite and at least 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.warmupCosineEpochs(-1))
                .withMessage("warm-up must be finite and at least 0, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.stepAtSteps(Double.NaN, 1))
                .withMessage("gamma must be finite and above 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.stepAtEpochs(0.1, 60, 30))
                .withMessage("milestones must rise and be above 0, got [60, 30]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.stepAtSteps(0.1))
                .withMessageStartingWith("a step schedule needs at least one milestone, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedules.warmupCosineEpochs(11).factor(0, RUN))
                .withMessage("a warm-up must fit into the run: warmup(11.0 epochs)+cosine(finalFactor=0.0) means 110"
                        + " steps of warm-up, the run has 100; shorten it or train longer");
    }

    @Test
    void emaMomentum() {
        assertThat(EmaSchedule.constant(0.999).momentum(0, RUN)).isEqualTo(0.999);
        assertThat(EmaSchedule.constant(0.999).momentum(99, RUN)).isEqualTo(0.999);
        EmaSchedule byol = EmaSchedule.cosine(0.996);
        assertThat(byol.momentum(0, RUN)).isCloseTo(0.996, within(1e-15));
        assertThat(byol.momentum(50, RUN)).isCloseTo(0.998, within(1e-15));
        assertThat(byol.momentum(99, RUN)).isCloseTo(1 - 0.004 * (Math.cos(Math.PI * 0.99) + 1) / 2, within(1e-15));
        assertThat(byol.momentum(100, RUN)).isEqualTo(1);
        assertThat(EmaSchedule.cosine(0.99, 0.999).momentum(50, RUN)).isCloseTo(0.9945, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmaSchedule.cosine(1.2))
                .withMessage("EMA momentum must be in 0..1, got 1.2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmaSchedule.constant(Double.NaN))
                .withMessage("EMA momentum must be in 0..1, got NaN");
    }
}
