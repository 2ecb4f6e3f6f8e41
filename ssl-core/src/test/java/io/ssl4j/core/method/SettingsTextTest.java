package io.ssl4j.core.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.optim.schedule.EmaSchedule;
import org.junit.jupiter.api.Test;

class SettingsTextTest {

    private record Inner(EmaSchedule momentum, String name) {}

    private record Outer(int size, Inner inner) {}

    @Test
    void aRecordSaysWhatItIs() {
        Outer outer = new Outer(3, new Inner(EmaSchedule.constant(0.5), null));
        assertThat(SettingsText.of(outer))
                .isEqualTo(outer.toString())
                .isEqualTo("Outer[size=3, inner=Inner[momentum=Cosine[base=0.5, last=0.5], name=null]]");
    }

    /** The text of a lambda is another one in every process, and for every object. */
    @Test
    void aLambdaWithinIsCustom() {
        assertThat(SettingsText.of(new Outer(3, new Inner((step, length) -> 0.9, "a"))))
                .isEqualTo(SettingsText.of(new Outer(3, new Inner((step, length) -> 0.8, "a"))))
                .isEqualTo("Outer[size=3, inner=Inner[momentum=custom, name=a]]");
        assertThat(SettingsText.of((EmaSchedule) (step, length) -> 0.9)).isEqualTo("custom");
    }
}
