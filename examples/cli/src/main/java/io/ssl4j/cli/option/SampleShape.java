package io.ssl4j.cli.option;

import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.stream.Collectors;

/** The shape of the samples that an encoder takes, as text. */
public final class SampleShape {

    private SampleShape() {}

    /** "28 x 28 x 1", "1 channel x 96 time steps". */
    public static String of(EncoderInput<?> input) {
        if (input instanceof ImageInput image) {
            return new ImageShape(image.height(), image.width(), image.channels()).toString();
        }
        if (input instanceof SeriesInput series) {
            return series.channels() + (series.channels() == 1 ? " channel x " : " channels x ")
                    + (series.variable() ? "at most " : "") + series.length() + " time steps";
        }
        return input.rows().stream().map(ViewSpec::toString).collect(Collectors.joining(", "));
    }
}
