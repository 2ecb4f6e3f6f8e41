package io.ssl4j.core.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A complete, undamaged checkpoint: everything that a run needs to resume as if it had not been interrupted. The
 * trainer writes and reads it.
 */
public final class Checkpoint {

    /** The prefix of the names of the run's settings. */
    public static final String SETTINGS = "settings/";

    /** The name of the text with the version of ssl4j that wrote the checkpoint. */
    public static final String LIBRARY_VERSION = "library/version";

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private final CheckpointFile file;
    private final RunPosition position;

    private Checkpoint(CheckpointFile file) {
        this.file = file;
        this.position = RunPosition.read(file);
    }

    /**
     * Reads one checkpoint and verifies every byte.
     *
     * @throws CheckpointFormatException if it is damaged, truncated or of another format version
     * @throws java.io.UncheckedIOException if it cannot be read at all
     */
    public static Checkpoint read(Path path) {
        return new Checkpoint(CheckpointReader.read(path));
    }

    /**
     * Returns the newest undamaged checkpoint of a directory, or nothing if it has none. A damaged one is skipped in
     * favour of the previous one, with a warning in the log.
     *
     * @throws CheckpointFormatException if there are checkpoints, and all are damaged
     */
    public static Optional<Checkpoint> latest(Path directory) {
        List<Path> files = new CheckpointDirectory(directory).list();
        CheckpointFormatException first = null;
        for (Path path : files) {
            try {
                Checkpoint checkpoint = read(path);
                if (first != null) {
                    LOG.warn("resuming from {}, which is undamaged, at step {}", path, checkpoint.step());
                }
                return Optional.of(checkpoint);
            } catch (CheckpointFormatException e) {
                LOG.warn("skipped: {}", e.getMessage());
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return Optional.empty();
    }

    /** The file. */
    public Path path() {
        return file.path();
    }

    /** The number of updates made. */
    public long step() {
        return position.step();
    }

    /** The number of complete epochs. */
    public int epoch() {
        return position.epoch();
    }

    /** The name of the method that was trained. */
    public String method() {
        return file.text(SETTINGS + "method");
    }

    /** The version of ssl4j that wrote it, or "unknown" if ssl4j was run from class files. */
    public String libraryVersion() {
        return file.text(LIBRARY_VERSION);
    }

    /** The texts and arrays in it. */
    public CheckpointFile file() {
        return file;
    }

    /** The position of the run. */
    public RunPosition position() {
        return position;
    }
}
