package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;

/** The treatment of files in a folder that cannot be read as images: damaged, truncated, or of another format. */
public enum Unreadable {
    /**
     * Reject them: reading such an image throws a {@link DatasetFormatException} with its path and offset. Nothing is
     * decoded before it is accessed.
     */
    FAIL,
    /**
     * Skip and report them: every file is decoded once when the folder is opened, on all cores; {@link
     * ImageDataset#skipped()} lists the skipped files with reasons, and a warning is logged.
     */
    SKIP
}
