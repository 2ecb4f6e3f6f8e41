package io.ssl4j.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a folder, so that only one run at a time writes into it: of all processes, and of all threads of this one.
 * The lock is the operating system's, on the file {@value #FILE} in the folder, which names the holder. When a process
 * is killed its lock ends with it; the file that it leaves stands in nobody's way. Within the process that holds the
 * lock, the file must not be opened: on POSIX systems closing it would end the lock.
 *
 * <p>A folder that cannot be written is not locked: nothing can go wrong in it. A file system without locks protects
 * only against other threads of this process, and a warning says so.
 */
public final class FolderLock implements AutoCloseable {

    /** The name of the lock's file. */
    public static final String FILE = "run.lock";

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** Behind the text, so that other processes can read it on systems whose locks forbid that. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int ATTEMPTS = 100;

    /** The folders that this process holds, and the holder as text. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path folder;
    private final List<Path> created;
    private final Optional<FileChannel> channel;

    private FolderLock(Path folder, List<Path> created, Optional<FileChannel> channel) {
        this.folder = folder;
        this.created = created;
        this.channel = channel;
    }

    /**
     * Locks a folder until the lock is closed. A missing folder is made, and removed again if it is empty when the lock
     * is closed.
     *
     * @throws FolderLockedException if another process or thread holds the lock; the message names it
     */
    public static FolderLock acquire(Path folder) {
        boolean interrupted = Thread.interrupted();
        try {
            return acquire(folder.toAbsolutePath().normalize(), new ArrayList<>());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FolderLock acquire(Path folder, List<Path> created) {
        Path real;
        try {
            for (Path missing = folder; missing != null && !Files.exists(missing); missing = missing.getParent()) {
                created.add(missing);
            }
            Files.createDirectories(folder);
            real = folder.toRealPath();
        } catch (IOException e) {
            LOG.debug("{} is not locked: {}", folder, e.toString());
            return new FolderLock(folder, List.of(), Optional.empty());
        }
        String holder = LockHolder.current().text();
        String other = HELD.putIfAbsent(real, holder);
        if (other != null) {
            throw new FolderLockedException(folder, LockHolder.read(other));
        }
        try {
            return new FolderLock(real, created, lockFile(folder, real.resolve(FILE), holder));
        } catch (RuntimeException | Error e) {
            HELD.remove(real);
            throw e;
        }
    }

    /** Opens the file, locks it, and makes sure that it is still the one in the folder. */
    private static Optional<FileChannel> lockFile(Path folder, Path file, String holder) {
        FileChannel channel = null;
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Object key = existing(file);
                channel = open(file);
                if (channel != null && !lock(channel, folder, file)) {
                    channel.close();
                    return Optional.empty();
                }
                if (channel != null && Files.exists(file) && Objects.equals(key, key(file))) {
                    write(channel, holder);
                    return Optional.of(channel);
                }
                close(channel);
            }
            LOG.warn("{} is not locked: another process makes and removes {} all the time", folder, file);
        } catch (IOException e) {
            close(channel);
            LOG.debug("{} is not locked: {}", folder, e.toString());
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
        return Optional.empty();
    }

    /** Makes the file if there is none, and returns what identifies it. */
    private static Object existing(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there already: of a process that runs, or was killed", file);
        }
        return Files.exists(file) ? key(file) : null;
    }

    /** Null on file systems without keys; there an open file cannot be replaced by another. */
    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Returns null if the file was removed meanwhile. */
    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** @return false if the file system has no locks */
    private static boolean lock(FileChannel channel, Path folder, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (IOException e) {
            LOG.warn(
                    "the file system of {} has no locks ({}): take care that no other process writes into this folder",
                    folder,
                    e.toString());
            return false;
        }
        if (lock == null) {
            throw new FolderLockedException(folder, holder(file));
        }
        return true;
    }

    private static LockHolder holder(Path file) {
        try {
            return LockHolder.read(Files.readString(file));
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", file, e.toString());
            return LockHolder.read("");
        }
    }

    /** A full disk is no reason not to begin: the lock holds without its text. */
    private static void write(FileChannel channel, String holder) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            LOG.debug("the holder of a lock cannot be written: {}", e.toString());
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("a lock's file cannot be closed: {}", e.toString());
        }
    }

    /** Gives the folder free, and removes the lock's file, and the folders that were made for it if they are empty. */
    @Override
    public void close() {
        if (channel.isPresent()) {
            delete(folder.resolve(FILE));
            close(channel.get());
        }
        for (Path made : created) {
            if (!delete(made)) {
                break;
            }
        }
        HELD.remove(folder);
    }

    private static boolean delete(Path path) {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} stays: {}", path, e.toString());
            return false;
        }
    }
}
