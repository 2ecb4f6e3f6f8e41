package io.ssl4j.core.series;

import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.InputFields;
import io.ssl4j.core.encoder.InputFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link SeriesInput} in encoder files. */
public final class SeriesInputFormat implements InputFormat<Series> {

    @Override
    public String kind() {
        return SeriesInput.KIND;
    }

    @Override
    public Map<String, Object> write(EncoderInput<Series> encoderInput) {
        SeriesInput input = (SeriesInput) encoderInput;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("channels", input.channels());
        fields.put("length", input.length());
        fields.put("variable", input.variable());
        fields.put("normalization", input.normalization().name());
        fields.put("mean", input.mean());
        fields.put("deviation", input.deviation());
        return fields;
    }

    @Override
    public SeriesInput read(InputFields fields) {
        return new SeriesInput(
                fields.integer("channels"),
                fields.integer("length"),
                fields.flag("variable"),
                SeriesNormalization.valueOf(fields.text("normalization")),
                fields.floats("mean"),
                fields.floats("deviation"));
    }
}
