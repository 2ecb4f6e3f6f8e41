package io.ssl4j.core.train;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: {@code checkpoint-000001200.ssl4j} after 1,200 steps. A checkpoint is written under a
 * temporary name, synced, and moved into place, so that one is either whole or not there.
 */
final class CheckpointDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDirectory.class);
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{9,18})\\.ssl4j");

    private final Path directory;

    CheckpointDirectory(Path directory) {
        this.directory = directory;
    }

    /** What is written into a stream. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    Path path(long step) {
        return directory.resolve("checkpoint-%09d.ssl4j".formatted(step));
    }

    /** All checkpoints, damaged ones too, the newest first. */
    List<Path> list() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the checkpoints in " + directory + ": " + e, e);
        }
        found.sort(Comparator.comparingLong(CheckpointDirectory::step).reversed());
        return found;
    }

    /**
     * Writes a checkpoint and deletes the oldest ones beyond {@code keep}.
     *
     * @throws UncheckedIOException if the disk fails; the checkpoints before it are still there
     */
    Path write(long step, int keep, Content content) {
        Path target = path(step);
        Path temporary = directory.resolve(target.getFileName() + ".tmp");
        try {
            Files.createDirectories(directory);
            // Not a channel of java.nio: an interrupt, which asks the run to stop, would close it.
            try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
                OutputStream buffered = new BufferedOutputStream(file, 1 << 16);
                content.writeTo(buffered);
                buffered.flush();
                file.getFD().sync();
            }
            move(temporary, target);
        } catch (IOException e) {
            deleteQuietly(temporary);
            List<Path> before = list();
            throw new UncheckedIOException(
                    "cannot write checkpoint " + target + ": " + e
                            + (before.isEmpty()
                                    ? "; there is none before it"
                                    : "; the one before it is untouched: " + before.get(0))
                            + "; make room or choose another directory, then resume",
                    e);
        }
        syncDirectory();
        // One beyond this step is damaged, or from before a resume: the run will come to it again.
        list().stream().filter(file -> step(file) <= step).skip(keep).forEach(CheckpointDirectory::deleteQuietly);
        return target;
    }

    private static long step(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the move itself last through a power cut, where the system lets a directory be synced. */
    private void syncDirectory() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("directory {} was not synced: {}", directory, e.toString());
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", file, e.toString());
        }
    }
}
