package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.network.Rows;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The rows of some samples, in their own arrays. They are written one sample at a time. */
final class SampleRows implements ViewSlot, AutoCloseable {

    private final Map<String, INDArray> values = new LinkedHashMap<>();
    private final Map<String, INDArray> masks = new LinkedHashMap<>();

    private final int samples;
    private int sample;

    private SampleRows(int samples) {
        this.samples = samples;
    }

    static SampleRows of(List<ViewSpec> specs, int samples) {
        SampleRows rows = new SampleRows(samples);
        for (ViewSpec spec : specs) {
            rows.values.put(spec.name(), Nd4j.createUninitialized(DataType.FLOAT, spec.arrayShape(samples)));
            if (spec.masked()) {
                rows.masks.put(spec.name(), Nd4j.createUninitialized(DataType.FLOAT, samples, spec.maskLength()));
            }
        }
        return rows;
    }

    /** Moves to the rows of a sample. */
    SampleRows at(int index) {
        sample = index;
        return this;
    }

    @Override
    public FloatBuffer row(String view, int copy) {
        return part(values.get(view));
    }

    @Override
    public FloatBuffer mask(String view, int copy) {
        return part(masks.get(view));
    }

    private FloatBuffer part(INDArray array) {
        int length = Math.toIntExact(array.length() / samples);
        return array.data().asNioFloat().slice(sample * length, length);
    }

    /** Returns the rows by name, in a network's data type. */
    Map<String, Rows> rows(DataType type) {
        Map<String, Rows> rows = new LinkedHashMap<>();
        values.forEach((name, array) -> {
            INDArray cast = array.dataType() == type ? array : array.castTo(type);
            INDArray mask = masks.get(name);
            rows.put(name, mask == null ? Rows.of(cast) : Rows.masked(cast, mask));
        });
        return rows;
    }

    @Override
    public void close() {
        values.values().forEach(INDArray::close);
        masks.values().forEach(INDArray::close);
    }
}
