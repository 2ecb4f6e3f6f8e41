package io.ssl4j.core.vision.file;

import io.ssl4j.core.numerics.TenfoldCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with image files that are read all the same. Each is counted, and logged as a warning for the first
 * file and for every tenfold number of them; a file that is read again counts again.
 */
public enum FileNote {
    /** The end of the file is missing, but no pixel is. */
    MISSING_END("the end of the file is missing, but every pixel is there"),
    /** The colour profile belongs to another kind of colours than the samples', or is damaged. */
    IGNORED_PROFILE("its colour profile does not fit its colours and is ignored");

    private static final Logger LOG = LoggerFactory.getLogger(FileNote.class);

    private final String text;
    private final TenfoldCounter files = new TenfoldCounter();

    FileNote(String text) {
        this.text = text;
    }

    /** The number of readings of such files by this process. */
    public long files() {
        return files.count();
    }

    void count(Origin origin, String detail) {
        long number = files.next();
        if (number > 0) {
            LOG.warn(
                    "{}: {}{}; {} such file{} read so far",
                    origin.name(),
                    text,
                    detail,
                    number,
                    number == 1 ? "" : "s");
        }
    }
}
