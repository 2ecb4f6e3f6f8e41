package io.ssl4j.core.series.file.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's own parser is what results are held against, bit for bit. */
class DecimalTest {

    private final Decimal decimal = new Decimal();

    private void requireSame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(decimal.parse(bytes, 0, bytes.length)).as(text).isTrue();
        assertThat(Float.floatToRawIntBits(decimal.floatValue(0)))
                .as(text)
                .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
        assertThat(Double.doubleToRawLongBits(decimal.doubleValue(0)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.000e5",
                "1",
                "-1",
                "+2.5",
                "1.",
                ".5",
                "00012.50",
                "16777217",
                "16777219",
                "33554434.9999999999999999999",
                "16777217.00000000000000000000000000000001",
                "3.4028235e38",
                "3.4028236e38",
                "3.4e39",
                "1e400",
                "1.4e-45",
                "7e-46",
                "1.17549435e-38",
                "1.1754943e-38",
                "1e-400",
                "123456789012345678901234567890",
                "0.000000000000000000000000000000123456789",
                "9007199254740993",
                "1E5",
                "1e+5",
                "1e-5",
                "1.0000000e+00",
                "8388608.5",
                "8388609.5",
                "0.1",
                "0.3",
                "1e22",
                "1e23",
                "999999999999999999",
                "9999999999999999999",
                "2.2250738585072012e-308",
                "4.9e-324"
            })
    void numbersAreThoseOfJava(String text) {
        requireSame(text);
    }

    @Test
    void randomNumbersAreThoseOfJava() {
        RandomStream random = RandomKey.of(7).stream();
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat((int) random.nextLong());
            if (Float.isFinite(value)) {
                requireSame(Float.toString(value));
                requireSame(Double.toString(value));
            }
            double gaussian = random.nextGaussian();
            requireSame(Double.toString(gaussian));
            requireSame(String.format(Locale.ROOT, "%." + random.nextInt(20) + "f", 1000 * gaussian));
            requireSame(String.format(Locale.ROOT, "%.18e", gaussian));
        }
    }

    /** Halfway between two floats, and next to it by a digit far behind. */
    @Test
    void numbersHalfwayBetweenFloatsAreThoseOfJava() {
        RandomStream random = RandomKey.of(8).stream();
        for (int i = 0; i < 20_000; i++) {
            float value = (float) random.nextGaussian();
            double middle = (value + (double) Math.nextUp(value)) / 2;
            String exact = new BigDecimal(middle).toPlainString();
            requireSame(exact);
            requireSame(exact + "0000000001");
            requireSame(Double.toString(Math.nextDown(middle)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "-.",
                "e5",
                "1e",
                "1e+",
                "1.5f",
                "1d",
                "0x10",
                "0x1p3",
                "NaN",
                "Infinity",
                "1 2",
                "1,5",
                "--1",
                "1..2",
                "1-2",
                "1e5.5",
                "abc",
                "\u0661"
            })
    void anythingElseIsNoNumber(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(decimal.parse(bytes, 0, bytes.length)).isFalse();
    }
}
