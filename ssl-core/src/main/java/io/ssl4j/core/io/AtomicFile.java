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
 * Writes a file so that its name holds either all of the new content or what was there before: under a temporary name
 * beside it ({@code name.tmp}), synced to the disk, moved into place. A failure leaves the file before untouched and no
 * temporary one; what a killed process leaves behind is overwritten by the next write. Missing directories are made. One
 * writer per file at a time.
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
     * @throws IOException if the content or the disk fails; the file before is still there
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
     * Writes a file by a writer that needs a path.
     *
     * @throws IOException if the content or the disk fails; the file before is still there
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

    /** Makes the move itself last through a power cut, where the system lets a directory be synced. */
    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("directory {} was not synced: {}", directory, e.toString());
        }
    }
}
