package io.ssl4j.core.data;

import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that a person should know about a data set and that no sample shows, such as files that were left out. It
 * is logged once, when it is found, by the logger of this class; {@link Dataset#notes} keeps it.
 *
 * @param kind what it is about
 * @param count the number of files, samples, classes or steps that it is about
 * @param message one line for people, with the count
 */
public record DataNote(Kind kind, long count, String message) {

    private static final Logger LOG = LoggerFactory.getLogger(DataNote.class);

    /** What a note is about. */
    public enum Kind {
        /** Files that are no samples: hidden, of another extension, links back to a folder above. */
        LEFT_OUT,
        /** Files of samples that cannot be read and were left out, because the caller asked for it. */
        UNREADABLE,
        /** Parts of samples that are not used: further pages and frames, time steps behind the last window. */
        DROPPED_PARTS,
        /** Classes of the test part that the training part lacks. */
        UNKNOWN_CLASSES,
        /** Samples of the test part that also stand in the training part. */
        IN_BOTH_PARTS,
        /** Values outside the range that a person gave, which become its ends. */
        CLAMPED_VALUES
    }

    public DataNote {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        if (count < 1) {
            throw new IllegalArgumentException("a note is about at least one thing, got " + count);
        }
    }

    /** Logs notes that were just found, and returns them. */
    public static List<DataNote> logged(List<DataNote> notes) {
        for (DataNote note : notes) {
            if (note.kind == Kind.LEFT_OUT) {
                LOG.info("{}", note.message);
            } else {
                LOG.warn("{}", note.message);
            }
        }
        return List.copyOf(notes);
    }

    /** The message. */
    @Override
    public String toString() {
        return message;
    }
}
