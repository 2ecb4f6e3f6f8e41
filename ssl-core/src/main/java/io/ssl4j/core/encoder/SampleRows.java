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

/** The rows of one sample, in their own arrays. */
final class SampleRows implements ViewSlot, AutoCloseable {

    private final Map<String, INDArray> values = new LinkedHashMap<>();
    private final Map<String, INDArray> masks = new LinkedHashMap<>();

    private SampleRows() {}

    static SampleRows of(List<ViewSpec> specs) {
        SampleRows rows = new SampleRows();
        for (ViewSpec spec : specs) {
            rows.values.put(spec.name(), Nd4j.createUninitialized(DataType.FLOAT, spec.arrayShape(1)));
            if (spec.masked()) {
                rows.masks.put(spec.name(), Nd4j.createUninitialized(DataType.FLOAT, 1, spec.maskLength()));
            }
        }
        return rows;
    }

    @Override
    public FloatBuffer row(String view, int copy) {
        return values.get(view).data().asNioFloat();
    }

    @Override
    public FloatBuffer mask(String view, int copy) {
        return masks.get(view).data().asNioFloat();
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
