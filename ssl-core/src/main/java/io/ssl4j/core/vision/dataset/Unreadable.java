package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;

/** What to do about files in a folder that cannot be read as images: damaged, cut short, or of another format. */
public enum Unreadable {
    /**
     * Refuse them: reading such an image throws a {@link DatasetFormatException} with its path and offset. Nothing is
     * decoded before it is asked for.
     */
    FAIL,
    /**
     * Leave them out and report them: every file is decoded once when the folder is opened, on all cores;
     * {@link ImageDataset#skipped()} lists what was left out and why, and the log has a warning.
     */
    SKIP
}
