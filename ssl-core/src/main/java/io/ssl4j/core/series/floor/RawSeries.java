package io.ssl4j.core.series.floor;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The normalised values as features, {@code [n, channels * length]}: the simplest baseline for every learned
 * representation. Channel c at time t is column {@code c * length + t}; a shorter series is padded with zeros.
 *
 * @param input the normalisation of series, and the length of a row
 */
public record RawSeries(SeriesInput input) implements FeatureMap<Series> {

    public RawSeries {
        Objects.requireNonNull(input, "input");
    }

    @Override
    public String name() {
        return "raw series";
    }

    @Override
    public INDArray features(Dataset<Series> data) {
        int length = input.length();
        int channels = input.channels();
        return SeriesRows.of(
                data, input, Math.multiplyExact(channels, length), name(), (values, steps, target, from) -> {
                    for (int c = 0; c < channels; c++) {
                        System.arraycopy(values, c * steps, target, from + c * length, steps);
                    }
                });
    }
}
