package io.ssl4j.core.series;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Windows of one length, cut from recordings on access; they share the recordings' memory. The windows of a recording
 * start at 0, {@code stride}, {@code 2 * stride} and so on; a remainder that is shorter than a window is dropped, and
 * {@link #dropped} returns its length. A window is named by its recording and its start: {@code recording.csv@12000}.
 */
public class SeriesWindows implements Dataset<Series> {

    private final Dataset<Series> recordings;
    private final int length;
    private final int stride;
    /** The number of windows up to the end of each recording. */
    private final int[] ends;

    SeriesWindows(Dataset<Series> recordings, int length, int stride) {
        if (length < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "the length and the stride of windows must be at least 1, got " + length + " and " + stride);
        }
        this.recordings = recordings;
        this.length = length;
        this.stride = stride;
        this.ends = new int[recordings.size()];
        long total = 0;
        int longest = 0;
        for (int r = 0; r < ends.length; r++) {
            int steps = recordings.get(r).length();
            longest = Math.max(longest, steps);
            total += count(steps);
            if (total > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("there can be at most 2147483647 windows, got more after " + (r + 1)
                        + " of " + ends.length + " recordings; take a larger stride");
            }
            ends[r] = (int) total;
        }
        if (total == 0) {
            throw new IllegalArgumentException("a recording must have at least the " + length
                    + " time steps of a window, but the longest of " + ends.length + " has " + longest
                    + "; take shorter windows");
        }
    }

    /** Makes windows of one recording. */
    public static SeriesWindows of(Series recording, int length, int stride) {
        return of(SeriesDataset.of(List.of(recording)), length, stride);
    }

    /**
     * Makes windows of recordings.
     *
     * @param length time steps of a window
     * @param stride time steps from the start of one window to that of the next
     * @throws IllegalArgumentException if either is below 1, all recordings are shorter than a window, or there are
     *     more than 2147483647 windows
     */
    public static SeriesWindows of(Dataset<Series> recordings, int length, int stride) {
        return new SeriesWindows(recordings, length, stride);
    }

    /** Makes windows of labelled recordings; each has its recording's label. */
    public static LabeledSeriesWindows of(LabeledDataset<Series> recordings, int length, int stride) {
        return new LabeledSeriesWindows(recordings, length, stride);
    }

    private int count(int steps) {
        return steps < length ? 0 : (steps - length) / stride + 1;
    }

    @Override
    public final int size() {
        return ends[ends.length - 1];
    }

    @Override
    public final long bytesInMemory() {
        return recordings.bytesInMemory();
    }

    @Override
    public final Series get(int index) {
        int recording = recording(index);
        return recordings.get(recording).window(start(index, recording), length);
    }

    @Override
    public final String name(int index) {
        int recording = recording(index);
        return recordings.name(recording) + "@" + start(index, recording);
    }

    /** The index of the recording that a window is cut from. */
    public final int recording(int index) {
        Objects.checkIndex(index, size());
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The time step of its recording at which a window starts. */
    public final int start(int index) {
        return start(index, recording(index));
    }

    private int start(int index, int recording) {
        return (index - (recording == 0 ? 0 : ends[recording - 1])) * stride;
    }

    /**
     * The number of time steps at the end of a recording that are in no window; all of them if it is shorter than a
     * window.
     */
    public final int dropped(int recording) {
        int steps = recordings.get(recording).length();
        int count = count(steps);
        return count == 0 ? steps : steps - (count - 1) * stride - length;
    }

    /** The number of time steps at the ends of all recordings that are in no window. */
    public final long dropped() {
        long dropped = 0;
        for (int r = 0; r < ends.length; r++) {
            dropped += dropped(r);
        }
        return dropped;
    }

    /** The notes of the recordings, and the time steps that are in no window. */
    @Override
    public final List<DataNote> notes() {
        long dropped = dropped();
        if (dropped == 0) {
            return recordings.notes();
        }
        List<DataNote> notes = new ArrayList<>(recordings.notes());
        notes.add(new DataNote(
                DataNote.Kind.DROPPED_PARTS,
                dropped,
                dropped + " time steps are left out: they lie behind the last whole window of " + length
                        + " time steps of a recording"));
        return notes;
    }

    /** "390 windows of 512 time steps, 256 apart, from 1 recording; 80 time steps dropped". */
    @Override
    public String toString() {
        return size() + (size() == 1 ? " window of " : " windows of ") + length + " time steps, " + stride
                + " apart, from " + ends.length + (ends.length == 1 ? " recording; " : " recordings; ") + dropped()
                + " time steps dropped";
    }
}
