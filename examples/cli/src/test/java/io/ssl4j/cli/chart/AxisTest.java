package io.ssl4j.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {

    private static List<String> texts(double... values) {
        Axis axis = Axis.over(DoubleStream.of(values), 0, 100);
        return axis.marks().stream().map(axis::text).toList();
    }

    @Test
    void marksAreRoundAndHoldAllValues() {
        assertThat(texts(39.2, 44.8)).containsExactly("38", "40", "42", "44", "46");
        assertThat(texts(0, 1)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(texts(-0.31, 0.12)).containsExactly("-0.4", "-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2");
        assertThat(texts(1000, 61000)).containsExactly("0", "20000", "40000", "60000", "80000");
        assertThat(texts(1, 4)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aSingleValueLiesInTheMiddle() {
        Axis axis = Axis.over(DoubleStream.of(50), 0, 100);
        assertThat(axis.place(50)).isCloseTo(50, within(1e-9));
        assertThat(Axis.over(DoubleStream.of(0, 0), 0, 100).place(0)).isCloseTo(50, within(1e-9));
    }
}
