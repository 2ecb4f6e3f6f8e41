package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.SeriesDataset;
import java.nio.file.Path;

/**
 * Reads series from NumPy's {@code .npy} files: arrays of the shape {@code (series, time)} or {@code (series, channels,
 * time)}, or {@code (time)} for one long recording. Elements are floats of 2, 4 or 8 bytes, integers of 1 to 8 bytes,
 * or booleans, in either byte order; each becomes the nearest 32-bit float. Arrays of Python objects are pickles and
 * are rejected. A series is named by its index, {@code x.npy[7]}, a recording by the file.
 *
 * <pre>{@code
 * LabeledSeriesDataset train = SeriesNpy.readLabeled(Path.of("x_train.npy"), Path.of("y_train.npy"));
 * SeriesWindows windows = SeriesNpy.read(Path.of("recording.npy")).windows(512, 256);
 * }</pre>
 *
 * <p>All throw a {@link DatasetFormatException} with path and byte if the file is damaged, and an {@link
 * IllegalArgumentException} if there is no such file, or if its values need more memory than the JVM may use. Transpose
 * arrays of other layouts before saving.
 */
public final class SeriesNpy {

    private SeriesNpy() {}

    /** Reads series; NaN is a missing value and is rejected. */
    public static SeriesDataset read(Path file) {
        return read(file, MissingValues.REFUSE);
    }

    /** Reads series; NaN is a missing value. */
    public static SeriesDataset read(Path file, MissingValues missing) {
        return NpyReader.read(file, missing).unlabeled();
    }

    /**
     * Reads series and their labels; missing values are rejected. See {@link #readLabeled(Path, Path, MissingValues)}.
     */
    public static LabeledSeriesDataset readLabeled(Path file, Path labels) {
        return readLabeled(file, labels, MissingValues.REFUSE);
    }

    /**
     * Reads series and their labels.
     *
     * @param labels an array {@code (series)} of integers; each distinct integer is a class with that name
     */
    public static LabeledSeriesDataset readLabeled(Path file, Path labels, MissingValues missing) {
        SeriesDataset series = read(file, missing);
        return LabeledSeriesDataset.of(series, NpyReader.labels(labels, file, series.size()));
    }
}
