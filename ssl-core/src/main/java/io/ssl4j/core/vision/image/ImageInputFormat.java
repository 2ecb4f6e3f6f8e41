package io.ssl4j.core.vision.image;

import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.InputFields;
import io.ssl4j.core.encoder.InputFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@link ImageInput} in encoder files. */
public final class ImageInputFormat implements InputFormat<Image> {

    @Override
    public String kind() {
        return ImageInput.KIND;
    }

    @Override
    public Map<String, Object> write(EncoderInput<Image> encoderInput) {
        ImageInput input = (ImageInput) encoderInput;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("height", input.height());
        fields.put("width", input.width());
        fields.put("channels", input.channels());
        fields.put("order", input.order().name());
        fields.put("mean", input.mean());
        fields.put("deviation", input.deviation());
        input.range().ifPresent(range -> {
            fields.put("low", range.low());
            fields.put("high", range.high());
        });
        return fields;
    }

    @Override
    public ImageInput read(InputFields fields) {
        return new ImageInput(
                fields.integer("height"),
                fields.integer("width"),
                fields.integer("channels"),
                ChannelOrder.valueOf(fields.text("order")),
                fields.floats("mean"),
                fields.floats("deviation"),
                fields.has("low")
                        ? Optional.of(new ValueRange(fields.decimal("low"), fields.decimal("high")))
                        : Optional.empty());
    }
}
