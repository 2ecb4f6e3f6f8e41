package io.ssl4j.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodOptionsTest {

    private static final List<MethodOption> DECLARED = List.of(
            MethodOption.decimal("temperature", 0.5, "a"),
            MethodOption.optionalDecimal("crop-scale", "b"),
            MethodOption.integer("output", 128, "c"),
            MethodOption.integers("hidden", List.of(512, 256), "d"),
            MethodOption.flag("shared", true, "e"),
            MethodOption.choice("objective", "nt-xent", List.of("nt-xent", "info-nce"), "f"));

    private static MethodOptions options(Map<String, String> given) {
        return MethodOptions.of("toy", DECLARED, given);
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        MethodOptions options = options(Map.of());
        assertThat(options.decimal("temperature")).isEqualTo(0.5);
        assertThat(options.optionalDecimal("crop-scale")).isEmpty();
        assertThat(options.integer("output")).isEqualTo(128);
        assertThat(options.integers("hidden")).containsExactly(512, 256);
        assertThat(options.flag("shared")).isTrue();
        assertThat(options.choice("objective")).isEqualTo("nt-xent");
    }

    @Test
    void whatIsGivenIsRead() {
        MethodOptions options = options(Map.of(
                "temperature", "0.2",
                "crop-scale", "0.3",
                "output", " 64 ",
                "hidden", "16, 8",
                "shared", "false",
                "objective", "info-nce"));
        assertThat(options.decimal("temperature")).isEqualTo(0.2);
        assertThat(options.optionalDecimal("crop-scale")).hasValue(0.3);
        assertThat(options.integer("output")).isEqualTo(64);
        assertThat(options.integers("hidden")).containsExactly(16, 8);
        assertThat(options.flag("shared")).isFalse();
        assertThat(options.choice("objective")).isEqualTo("info-nce");
        assertThat(options.values()).containsEntry("output", "64").hasSize(6);
        assertThat(options(Map.of("hidden", "")).integers("hidden")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, warm, a number",
        "temperature, NaN, a number",
        "output, 1.5, an integer",
        "hidden, '3,,4', integers joined by commas",
        "shared, yes, true or false",
        "objective, barlow, 'one of [nt-xent, info-nce]'"
    })
    void aValueOfAnotherKindIsRefused(String name, String value, String expected) {
        assertThatThrownBy(() -> options(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option '" + name + "' of the method 'toy' must be " + expected + ", got '" + value + "'");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> options(Map.of("temprature", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the method 'toy' has no option 'temprature'; did you mean 'temperature'? Its options"
                        + " are [temperature, crop-scale, output, hidden, shared, objective]");
    }

    @Test
    void aMethodReadsOnlyWhatItDeclares() {
        assertThatThrownBy(() -> options(Map.of()).decimal("lambda"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reads the option 'lambda', which it does not declare");
    }

    @Test
    void anUnknownMethodIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> SslMethods.named("simklr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no method 'simklr' on the class path; the methods are [");
    }
}
