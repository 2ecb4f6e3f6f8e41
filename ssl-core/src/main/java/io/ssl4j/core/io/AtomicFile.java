package io.ssl4j.core.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file atomically: at any time it has either the complete new content or the previous one. The content is
 * written under a temporary name in the same folder ({@code name.tmp}), synced to disk, and moved into place. A failure
 * leaves the previous file unchanged and no temporary one; the remains of a killed process are overwritten by the next
 * write. Missing directories are created. One writer per file at a time.
 */
public final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Content that is written into a stream. */
    @FunctionalInterface
    public interface StreamContent {

        /** Writes everything; the stream is buffered, and closed by the caller. */
        void writeTo(OutputStream stream) throws IOException;
    }

    /** Content of a writer that needs a path. */
    @FunctionalInterface
    public interface FileContent {

        /** Writes everything into this file and closes it. */
        void writeTo(Path temporary) throws IOException;
    }

    /**
     * Writes a file from a stream. A thread's interrupt does not disturb it.
     *
     * @throws IOException if the content or the disk fails; the previous file is kept
     */
    public static void write(Path file, StreamContent content) throws IOException {
        // Not a channel of java.nio: an interrupt would close it.
        writeFile(file, temporary -> {
            try (OutputStream stream = new BufferedOutputStream(new FileOutputStream(temporary.toFile()), BUFFER)) {
                content.writeTo(stream);
            }
        });
    }

    /**
     * Writes a file with a writer that needs a path.
     *
     * @throws IOException if the content or the disk fails; the previous file is kept
     */
    public static void writeFile(Path file, FileContent content) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        Files.createDirectories(target.getParent());
        try {
            content.writeTo(temporary);
            sync(temporary);
            move(temporary, target);
        } catch (IOException | RuntimeException | Error e) {
            deleteAfter(e, temporary);
            throw e;
        }
        syncDirectory(target.getParent());
    }

    private static void sync(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes the move itself survive a power failure, if the system allows syncing a directory. */
    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("directory {} was not synced: {}", directory, e.toString());
        }
    }
}
