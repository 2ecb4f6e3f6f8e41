package io.ssl4j.core.series.picture;

import io.ssl4j.core.batch.MemoryRows;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.List;

/**
 * One series to be drawn.
 *
 * @param label the text above it
 * @param values time after time, {@code channels} values each
 * @param channels values per time step
 * @param steps the number of valid steps
 * @param rowSteps the number of steps of the row; those from {@code steps} on are padding
 */
record Trace(String label, float[] values, int channels, int steps, int rowSteps) {

    /** Returns a series as the encoder takes it, without randomness. */
    static Trace original(Series sample, SeriesInput input) {
        MemoryRows rows = new MemoryRows(input.rows());
        input.write(sample, rows);
        float[] values = rows.values(SeriesInput.ROW, 0);
        return new Trace("original", values, input.channels(), sample.length(), input.length());
    }

    /**
     * Returns the written views that are rows of series; others, such as labels, are left out.
     *
     * @param suffix the text after each label
     */
    static List<Trace> views(List<ViewSpec> layout, MemoryRows rows, SeriesInput input, String suffix) {
        List<Trace> traces = new ArrayList<>();
        for (ViewSpec spec : layout) {
            long[] shape = spec.shape();
            if (shape.length != 3 || shape[0] != 1 || shape[2] != input.channels()) {
                continue;
            }
            for (int v = 0; v < spec.copies(); v++) {
                int length = (int) shape[SeriesInput.TIME_AXIS];
                int valid = spec.masked() ? valid(rows.maskValues(spec.name(), v)) : length;
                float[] values = rows.values(spec.name(), v);
                traces.add(new Trace(spec.label(v) + suffix, values, input.channels(), valid, length));
            }
        }
        return traces;
    }

    private static int valid(float[] mask) {
        int count = 0;
        for (float m : mask) {
            count += m > 0 ? 1 : 0;
        }
        return count;
    }

    float value(int channel, int time) {
        return values[time * channels + channel];
    }
}
