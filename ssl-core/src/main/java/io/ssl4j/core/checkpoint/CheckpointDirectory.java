package io.ssl4j.core.checkpoint;

import io.ssl4j.core.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: {@code checkpoint-000001200.ssl4j} after 1,200 steps. A checkpoint is written under a
 * temporary name, synced, and moved into place, so that it is either complete or absent.
 */
public final class CheckpointDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDirectory.class);
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{9,18})\\.ssl4j");
    private static final Pattern UNFINISHED = Pattern.compile(NAME + "\\.tmp");

    private final Path directory;

    /** The checkpoints in a directory, which need not exist yet. */
    public CheckpointDirectory(Path directory) {
        this.directory = directory;
    }

    /** The file of the checkpoint at a step. */
    public Path path(long step) {
        return directory.resolve(String.format(Locale.ROOT, "checkpoint-%09d.ssl4j", step));
    }

    /** Returns all checkpoints, including damaged ones, newest first. */
    public List<Path> list() {
        List<Path> found = list(NAME);
        found.sort(Comparator.comparingLong(CheckpointDirectory::step).reversed());
        return found;
    }

    private List<Path> list(Pattern name) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (name.matcher(file.getFileName().toString()).matches()) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the checkpoints in " + directory + ": " + e, e);
        }
        return found;
    }

    /**
     * Writes a checkpoint and deletes the oldest ones beyond {@code keep}.
     *
     * @throws UncheckedIOException if the disk fails; earlier checkpoints are kept
     */
    public Path write(long step, int keep, AtomicFile.StreamContent content) {
        Path target = path(step);
        try {
            AtomicFile.write(target, content);
        } catch (IOException e) {
            List<Path> before = list();
            throw new UncheckedIOException(
                    "cannot write checkpoint " + target + ": " + e + room(content)
                            + (before.isEmpty()
                                    ? "; there is no earlier one"
                                    : "; the earlier one is unchanged: " + before.get(0))
                            + "; make room or choose another directory, then resume",
                    e);
        }
        // A process that was killed while writing may have left a partial file.
        list(UNFINISHED).forEach(CheckpointDirectory::deleteQuietly);
        // A checkpoint beyond this step is damaged, or from before a resume: the run will reach that step again.
        list().stream().filter(file -> step(file) <= step).skip(keep).forEach(CheckpointDirectory::deleteQuietly);
        return target;
    }

    /** Describes the space that the checkpoint needs and the space available, as far as they can be determined. */
    private String room(AtomicFile.StreamContent content) {
        try (CountingStream counted = new CountingStream()) {
            content.writeTo(counted);
            long free = Files.getFileStore(directory).getUsableSpace();
            return "; it takes " + counted.bytes() + " bytes in addition to the earlier ones, " + free
                    + " are free there";
        } catch (IOException e) {
            LOG.debug("how much room a checkpoint in {} needs is not known: {}", directory, e.toString());
            return "";
        }
    }

    private static long step(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", file, e.toString());
        }
    }
}
