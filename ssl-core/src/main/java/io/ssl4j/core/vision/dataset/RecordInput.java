package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A binary file read sequentially, plain or gzip (detected by its first bytes). It tracks its position, so that a
 * truncated or damaged file is rejected with its path and the offset in the uncompressed content. It also knows the
 * maximum length of the content, so that a header is checked before memory is allocated for it.
 */
final class RecordInput implements AutoCloseable {

    /** The largest expansion of a deflate stream: 258 bytes from 2 bits (RFC 1951). */
    private static final long LARGEST_INFLATION = 1032;

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final InputStream in;
    private final boolean compressed;
    private final long fileLength;
    private long position;

    private RecordInput(Path path, InputStream in, boolean compressed, long fileLength) {
        this.path = path;
        this.in = in;
        this.compressed = compressed;
        this.fileLength = fileLength;
    }

    /** @throws IllegalArgumentException if there is no such file */
    static RecordInput open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there must be a file at " + path + ", got "
                    + (Files.isDirectory(path) ? "a folder" : "nothing") + " there; check the path");
        }
        try {
            return open(path, Files.newInputStream(path));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static RecordInput open(Path path, InputStream raw) throws IOException {
        try {
            PushbackInputStream start = new PushbackInputStream(new BufferedInputStream(raw, BUFFER), 2);
            byte[] magic = start.readNBytes(2);
            start.unread(magic);
            boolean compressed = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
            InputStream in = compressed ? new GZIPInputStream(start, BUFFER) : start;
            return new RecordInput(path, in, compressed, Files.size(path));
        } catch (EOFException | ZipException e) {
            raw.close();
            throw new DatasetFormatException(path, 0, "the gzip header is damaged or cut short", e);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** The number of bytes read so far. */
    long position() {
        return position;
    }

    /** The length of the content; for gzip, its maximum. */
    long maxLength() {
        return compressed ? Math.multiplyExact(fileLength, LARGEST_INFLATION) : fileLength;
    }

    boolean lengthIsExact() {
        return !compressed;
    }

    /**
     * Reads the next bytes, or fewer at the end of the content. Memory grows with the available content, not with the
     * requested count.
     */
    byte[] readUpTo(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            position += bytes.length;
            return bytes;
        } catch (EOFException e) {
            throw new DatasetFormatException(path, position, "the gzip stream is cut short in the bytes after this", e);
        } catch (ZipException e) {
            throw new DatasetFormatException(
                    path, position, "the gzip stream is damaged in the bytes after this: " + e.getMessage(), e);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Reads exactly the next {@code count} bytes. */
    byte[] read(int count, String what) {
        long start = position;
        byte[] bytes = readUpTo(count);
        if (bytes.length < count) {
            throw new DatasetFormatException(
                    path,
                    position,
                    "the file is cut short: " + what + " begins at byte " + start + " and has " + count
                            + " bytes, but only " + bytes.length + " are there");
        }
        return bytes;
    }

    /** Rejects content after this point. For gzip this also checks the checksum. */
    void requireEnd(String after) {
        long end = position;
        if (readUpTo(1).length > 0) {
            throw new DatasetFormatException(path, end, "the file must end after " + after + ", but more bytes follow");
        }
    }

    private static UncheckedIOException failed(Path path, IOException e) {
        return new UncheckedIOException("could not read " + path + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }
}
