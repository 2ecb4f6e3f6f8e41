package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.dataset.PackFormat.Entry;
import io.ssl4j.core.vision.dataset.PackFormat.Header;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The images of a packed file, each read on access. Only the index is held in memory, 32 bytes per image. The file is
 * not memory-mapped: mapped pages would count as this process's memory until the system reclaims them, and truncating a
 * mapped file crashes the JVM. Ordinary reads use the same page cache.
 */
final class PackedImageStore implements ImageStore {

    private final Path path;
    private final ByteBuffer index;
    private final int size;
    private final List<String> classNames;
    private final boolean labeled;
    private final Optional<ImageShape> uniform;

    /**
     * Open files that no thread is reading from. One channel could serve all threads, but an interrupt would close it.
     */
    private final Deque<RandomAccessFile> files = new ConcurrentLinkedDeque<>();

    private PackedImageStore(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        long length = file.length();
        byte[] start = read(file, 0, Header.LENGTH, length, "the header");
        Header header = Header.read(path, start, length);
        long indexLength = header.count() * Entry.LENGTH;
        byte[] entries = read(file, header.index(), (int) indexLength, length, "the index");
        require(entries, header.indexChecksum(), header.index(), "index");
        long classes = header.index() + indexLength;
        byte[] names = read(file, classes, header.classesLength(), length, "the class names");
        require(names, header.classesChecksum(), classes, "block of class names");
        this.index = ByteBuffer.wrap(entries);
        this.size = (int) header.count();
        this.labeled = header.labeled();
        this.classNames = PackFormat.readClasses(path, classes, names);
        this.uniform = checkEntries(header);
        files.push(file);
    }

    /** @throws DatasetFormatException if the file is not a packed file, or is damaged */
    static PackedImageStore open(Path path) {
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "r");
            return new PackedImageStore(path, file);
        } catch (IOException e) {
            close(file);
            throw new UncheckedIOException("could not read " + path + ": " + e, e);
        } catch (RuntimeException e) {
            close(file);
            throw e;
        }
    }

    private static void close(RandomAccessFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(RandomAccessFile file, long offset, int count, long length, String what) throws IOException {
        if (offset + count > length) {
            throw new DatasetFormatException(
                    path,
                    length,
                    "the file is cut short: " + what + " at byte " + offset + " needs " + count + " bytes, but only "
                            + Math.max(0, length - offset) + " are left");
        }
        byte[] bytes = new byte[count];
        file.seek(offset);
        try {
            file.readFully(bytes);
        } catch (EOFException e) {
            throw new DatasetFormatException(
                    path, offset, "the file was cut short while it was open: " + what + " is no longer there", e);
        }
        return bytes;
    }

    private void require(byte[] bytes, int checksum, long offset, String what) {
        if (PackFormat.checksum(bytes, 0, bytes.length) != checksum) {
            throw new DatasetFormatException(
                    path,
                    offset,
                    "the checksum of the " + what + " does not fit its content; the file is damaged: pack the images"
                            + " again");
        }
    }

    /**
     * Checks that records follow each other without gaps from the header to the index, and returns their common shape.
     */
    private Optional<ImageShape> checkEntries(Header header) {
        long expected = Header.LENGTH;
        ImageShape common = null;
        boolean same = true;
        for (int i = 0; i < size; i++) {
            Entry entry;
            try {
                entry = entry(i);
                if (entry.offset() != expected || entry.recordLength() > Integer.MAX_VALUE - Long.BYTES) {
                    throw new IllegalArgumentException("its record of " + entry.recordLength() + " bytes lies at byte "
                            + entry.offset() + ", expected at " + expected);
                }
                if (labeled && (entry.label() < 0 || entry.label() >= classNames.size())) {
                    throw new IllegalArgumentException(
                            "its label is " + entry.label() + ", and there are " + classNames.size() + " class names");
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw badEntry(i, header, e.getMessage(), e);
            }
            expected += entry.recordLength();
            same &= common == null || common.equals(entry.shape());
            common = entry.shape();
        }
        if (expected != header.index()) {
            throw badEntry(
                    size - 1, header, "the records end at byte " + expected + ", the index begins elsewhere", null);
        }
        return same ? Optional.of(common) : Optional.empty();
    }

    private DatasetFormatException badEntry(int i, Header header, String problem, Throwable cause) {
        return new DatasetFormatException(
                path,
                header.index() + (long) i * Entry.LENGTH,
                "the index entry of image " + i + ": " + problem,
                cause);
    }

    private Entry entry(int i) {
        return Entry.read(index, i * Entry.LENGTH);
    }

    /** The labels, or null if the images have none. */
    int[] labels() {
        if (!labeled) {
            return null;
        }
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = entry(i).label();
        }
        return labels;
    }

    List<String> classNames() {
        return classNames;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Image get(int i) {
        Entry entry = entry(i);
        byte[] record = read(entry.offset(), (int) entry.recordLength(), i);
        if (PackFormat.checksum(record, 0, record.length) != entry.checksum()) {
            throw new DatasetFormatException(
                    path,
                    entry.offset(),
                    "the checksum of image " + i + " does not fit its content; the file is damaged: pack the images"
                            + " again");
        }
        return entry.image(ByteBuffer.wrap(record).position(entry.nameLength()));
    }

    @Override
    public String name(int i) {
        Entry entry = entry(i);
        return new String(read(entry.offset(), entry.nameLength(), i), StandardCharsets.UTF_8);
    }

    @Override
    public ImageShape shape(int i) {
        return entry(i).shape();
    }

    @Override
    public Optional<StoredContent> content() {
        return Optional.of(ImageContent.decoded(this));
    }

    @Override
    public boolean knowsShapes() {
        return true;
    }

    @Override
    public Optional<ImageShape> uniformShape() {
        return uniform;
    }

    private byte[] read(long offset, int length, int i) {
        RandomAccessFile file = files.poll();
        try {
            if (file == null) {
                file = new RandomAccessFile(path.toFile(), "r");
            }
            byte[] bytes = read(file, offset, length, file.length(), "image " + i);
            files.push(file);
            return bytes;
        } catch (IOException e) {
            close(file);
            throw new UncheckedIOException("could not read " + path + ": " + e, e);
        } catch (RuntimeException e) {
            close(file);
            throw e;
        }
    }
}
