package io.ssl4j.cli.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * From values to places on a line of the picture.
 *
 * @param least the value at its beginning
 * @param most the value at its end
 * @param step between two marks
 * @param from the place of its beginning
 * @param to the place of its end
 */
record Axis(double least, double most, double step, double from, double to) {

    private static final int MARKS = 5;

    /** An axis that holds all values and begins and ends at a mark. */
    static Axis over(DoubleStream values, double from, double to) {
        double[] all = values.toArray();
        double least = DoubleStream.of(all).min().orElse(0);
        double most = DoubleStream.of(all).max().orElse(1);
        if (least == most) {
            double room = least == 0 ? 1 : Math.abs(least) / 10;
            least -= room;
            most += room;
        }
        double step = round((most - least) / MARKS);
        return new Axis(Math.floor(least / step) * step, Math.ceil(most / step) * step, step, from, to);
    }

    /** 1, 2 or 5 times a power of ten, at least as large. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= step * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    double place(double value) {
        return from + (value - least) / (most - least) * (to - from);
    }

    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        for (int i = 0; i <= Math.round((most - least) / step); i++) {
            marks.add(least + i * step);
        }
        return marks;
    }

    /** A mark with as many digits as its distance to the next one needs. */
    String text(double mark) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return new BigDecimal(mark).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
