package io.ssl4j.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MomentumOptionsTest {

    @Test
    void theDefaultsAreTheScheduleTheyCameFrom() {
        for (EmaSchedule schedule :
                List.of(EmaSchedule.constant(0.99), EmaSchedule.cosine(0.996), EmaSchedule.cosine(0.9, 0.95))) {
            List<MethodOption> options = MomentumOptions.options(schedule);
            assertThat(MomentumOptions.schedule(MethodOptions.of("m", options, Map.of())))
                    .isEqualTo(schedule);
            assertThat(MomentumOptions.schedule(MethodOptions.of("m", options, Map.of("momentum-final", "1"))))
                    .isNotEqualTo(EmaSchedule.constant(0.99));
        }
    }

    @Test
    void aScheduleThatTwoNumbersCannotSayIsRefused() {
        EmaSchedule steps = (step, length) -> step < 10 ? 0.9 : 0.99;
        assertThatThrownBy(() -> MomentumOptions.options(steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the options give a momentum as two numbers")
                .hasMessageContaining("use EmaSchedule.constant or EmaSchedule.cosine");
    }
}
