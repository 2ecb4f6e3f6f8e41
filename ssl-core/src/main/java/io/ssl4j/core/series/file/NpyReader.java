package io.ssl4j.core.series.file;

import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.file.npy.NpyFile;
import io.ssl4j.core.series.file.npy.NpyHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads series and labels from NumPy arrays. */
final class NpyReader {

    private final NpyFile file;
    private final Path path;
    private final MissingValues missing;
    private final int count;
    private final int channels;
    private final int steps;
    private final boolean single;

    private NpyReader(NpyFile file, Path path, MissingValues missing) {
        this.file = file;
        this.path = path;
        this.missing = missing;
        NpyHeader header = file.header();
        long[] shape = header.shape();
        if (shape.length < 1 || shape.length > 3 || header.elements() == 0) {
            throw file.damaged(
                    8,
                    "an array of series must have the shape (series, time), (series, channels, time) or, for"
                            + " one long recording, (time), with extents of at least 1, got " + header.shownShape()
                            + "; reshape it before saving");
        }
        single = shape.length == 1;
        Heap.require(path, header.elements());
        count = single ? 1 : Heap.requireArray(path, "the number of series", shape[0]);
        long perSeries = header.elements() / count;
        Heap.requireArray(path, "a series", perSeries);
        channels = shape.length == 3 ? (int) shape[1] : 1;
        steps = (int) shape[shape.length - 1];
    }

    static ReadSeries read(Path path, MissingValues missing) {
        try (NpyFile file = NpyFile.open(path)) {
            return new NpyReader(file, path, missing).readAll();
        }
    }

    private ReadSeries readAll() {
        ReadSeries read = new ReadSeries();
        String name = path.getFileName().toString();
        boolean scattered = file.header().fortranOrder() && !single;
        float[][] values = scattered ? readScattered() : new float[count][];
        for (int i = 0; i < count; i++) {
            if (!scattered) {
                values[i] = new float[channels * steps];
                file.read(values[i], 0, values[i].length);
            }
            requireFinite(values[i], i);
            read.add(single ? name : name + "[" + i + "]", Series.wrap(values[i], channels));
        }
        return read;
    }

    /** Reads values whose first axis varies fastest: the first values of all series, then all second ones. */
    private float[][] readScattered() {
        float[][] values = new float[count][channels * steps];
        float[] chunk = new float[NpyFile.chunk()];
        long total = (long) count * channels * steps;
        int series = 0;
        int channel = 0;
        int time = 0;
        for (long done = 0; done < total; ) {
            int some = (int) Math.min(chunk.length, total - done);
            file.read(chunk, 0, some);
            for (int k = 0; k < some; k++) {
                values[series][channel * steps + time] = chunk[k];
                if (++series == count) {
                    series = 0;
                    if (++channel == channels) {
                        channel = 0;
                        time++;
                    }
                }
            }
            done += some;
        }
        return values;
    }

    private void requireFinite(float[] values, int series) {
        boolean any = false;
        for (int k = 0; k < values.length; k++) {
            if (Float.isInfinite(values[k])) {
                throw file.damaged(
                        offset(series, k),
                        "values must be finite as 32-bit floats, but that of series " + series + ", channel "
                                + k / steps + ", time " + k % steps
                                + " is infinite or above 3.4e38; replace it before saving");
            }
            any |= Float.isNaN(values[k]);
        }
        for (int c = 0; any && c < channels; c++) {
            int first = Math.max(0, Gaps.first(values, c * steps, steps));
            Optional<String> problem = Gaps.apply(missing, values, c, c * steps, steps, "series " + series);
            if (problem.isPresent()) {
                throw file.damaged(offset(series, c * steps + first), problem.get());
            }
        }
    }

    private long offset(int series, int index) {
        long element = file.header().fortranOrder()
                ? series + (long) count * (index / steps + (long) channels * (index % steps))
                : (long) series * channels * steps + index;
        return file.offset(element);
    }

    /** Reads the labels of a file, as text. */
    static List<String> labels(Path path, Path values, int series) {
        try (NpyFile file = NpyFile.open(path)) {
            NpyHeader header = file.header();
            long[] shape = header.shape();
            if (shape.length != 1 || !header.type().isInteger()) {
                throw file.damaged(
                        8,
                        "an array of labels must have the shape (series) and integers, got "
                                + header.shownShape() + " of " + header.type().kind()
                                + header.type().bytes() + "; save it with y.astype(numpy.int32).ravel()");
            }
            if (shape[0] != series) {
                throw file.damaged(
                        8,
                        "there must be one label for each of the " + series + " series in " + values + ", got "
                                + shape[0]);
            }
            return labels(file, series);
        }
    }

    private static List<String> labels(NpyFile file, int count) {
        List<String> labels = new ArrayList<>();
        while (labels.size() < count) {
            int some = Math.min(NpyFile.chunk(), count - labels.size());
            ByteBuffer chunk = file.next(some);
            for (int i = 0; i < some; i++) {
                labels.add(Long.toString(file.header().type().integer(chunk, i)));
            }
        }
        return labels;
    }
}
