package io.ssl4j.core.series.file.text;

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

/** The content of a file, read sequentially, plain or gzip (detected by its first bytes). */
public final class FileBytes implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final InputStream in;
    private final boolean compressed;
    private long position;

    private FileBytes(Path path, InputStream in, boolean compressed) {
        this.path = path;
        this.in = in;
        this.compressed = compressed;
    }

    /** @throws IllegalArgumentException if there is no such file */
    public static FileBytes open(Path path) {
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

    private static FileBytes open(Path path, InputStream raw) throws IOException {
        try {
            PushbackInputStream start = new PushbackInputStream(raw, 2);
            byte[] magic = start.readNBytes(2);
            start.unread(magic);
            boolean compressed = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
            return new FileBytes(
                    path,
                    compressed ? new GZIPInputStream(new BufferedInputStream(start, BUFFER), BUFFER) : start,
                    compressed);
        } catch (EOFException | ZipException e) {
            raw.close();
            throw new DatasetFormatException(path, 0, "the gzip header is damaged or cut short; copy the file anew", e);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Returns whether the file is compressed with gzip. */
    public boolean isCompressed() {
        return compressed;
    }

    /** The number of bytes of the content read so far. */
    public long position() {
        return position;
    }

    /** Reads as many bytes as fit, fewer only near the end of the content, and 0 at the end. */
    public int read(byte[] target, int from, int count) {
        try {
            int read = in.readNBytes(target, from, count);
            position += read;
            return read;
        } catch (EOFException e) {
            throw damaged("the gzip stream is cut short in the bytes after this; copy the file anew", e);
        } catch (ZipException e) {
            throw damaged(
                    "the gzip stream is damaged in the bytes after this (" + e.getMessage() + "); copy the file anew",
                    e);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** The length of the whole content; a compressed file is read to find it. */
    public static long contentLength(Path path) {
        try (FileBytes bytes = open(path)) {
            if (!bytes.isCompressed()) {
                return Files.size(path);
            }
            byte[] buffer = new byte[BUFFER];
            while (bytes.read(buffer, 0, BUFFER) > 0) {
                // only the position matters
            }
            return bytes.position();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private DatasetFormatException damaged(String problem, Exception cause) {
        return new DatasetFormatException(path, position, problem, cause);
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
