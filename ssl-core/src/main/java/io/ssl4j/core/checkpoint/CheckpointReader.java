package io.ssl4j.core.checkpoint;

import io.ssl4j.core.checkpoint.CheckpointFormat.EntryType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Reads the container of {@link CheckpointFormat} and verifies every byte before it returns anything. */
public final class CheckpointReader {

    private static final String DAMAGED = "delete it and resume from the earlier checkpoint";

    private final Path path;
    private final long fileLength;
    private final CRC32C crc = new CRC32C();
    private final DataInputStream in;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, INDArray> arrays = new LinkedHashMap<>();
    private long position;

    private CheckpointReader(Path path, long fileLength, BufferedInputStream stream) {
        this.path = path;
        this.fileLength = fileLength;
        this.in = new DataInputStream(new CheckedInputStream(stream, crc));
    }

    /**
     * Reads a complete file.
     *
     * @throws CheckpointFormatException if it is damaged, truncated or of another version
     * @throws UncheckedIOException if the disk fails, or there is no such file
     */
    public static CheckpointFile read(Path path) {
        try (BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return new CheckpointReader(path, Files.size(path), stream).readAll();
        } catch (EOFException e) {
            throw new CheckpointFormatException(path, "it is cut short", DAMAGED, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read checkpoint " + path + ": " + e, e);
        }
    }

    private CheckpointFile readAll() throws IOException {
        if (fileLength < CheckpointFormat.MAGIC.length + Integer.BYTES) {
            throw new EOFException();
        }
        if (!Arrays.equals(bytes(CheckpointFormat.MAGIC.length), CheckpointFormat.MAGIC)) {
            throw new CheckpointFormatException(
                    path, "it does not begin as an ssl4j checkpoint does", "give a file that a Trainer wrote");
        }
        int version = in.readInt();
        if (version != CheckpointFormat.VERSION) {
            throw new CheckpointFormatException(
                    path,
                    "this version of ssl4j reads checkpoints of format version " + CheckpointFormat.VERSION
                            + ", and this one has format version " + version,
                    "resume with the version of ssl4j that wrote it, or start a new run");
        }
        position = CheckpointFormat.MAGIC.length + Integer.BYTES;
        while (true) {
            crc.reset();
            byte marker = in.readByte();
            if (marker == CheckpointFormat.TRAILER) {
                readTrailer();
                return new CheckpointFile(path, texts, arrays);
            }
            if (marker != CheckpointFormat.ENTRY) {
                throw damaged("an entry must begin at byte " + position + ", got the byte " + marker);
            }
            readEntry();
        }
    }

    private void readEntry() throws IOException {
        EntryType type = EntryType.of(in.readByte());
        int nameLength = in.readShort();
        if (type == null || nameLength < 0) {
            throw damaged("the entry at byte " + position + " has a damaged header");
        }
        String name = new String(bytes(nameLength), StandardCharsets.UTF_8);
        int rank = in.readByte();
        if (rank < 0 || rank > CheckpointFormat.MAX_RANK) {
            throw damaged("the entry at byte " + position + " must have at most " + CheckpointFormat.MAX_RANK
                    + " dimensions, got " + rank);
        }
        long[] shape = new long[rank];
        for (int d = 0; d < rank; d++) {
            shape[d] = in.readLong();
        }
        long byteCount = in.readLong();
        long head = 5L + nameLength + (long) rank * Long.BYTES + Long.BYTES;
        checkSize(type, shape, byteCount, head);
        if (texts.containsKey(name) || arrays.containsKey(name)) {
            throw damaged("the entry '" + name + "' occurs twice");
        }
        if (type == EntryType.TEXT) {
            String text = new String(bytes((int) byteCount), StandardCharsets.UTF_8);
            checkCrc();
            texts.put(name, text);
        } else {
            INDArray array = readArray(type, shape);
            checkCrc();
            arrays.put(name, array);
        }
        position += head + byteCount + Integer.BYTES;
    }

    /** Rejects sizes that result from a flipped byte, before memory is allocated. */
    private void checkSize(EntryType type, long[] shape, long byteCount, long head) throws IOException {
        long expected = type == EntryType.TEXT ? byteCount : type.bytesPerElement;
        try {
            for (long extent : shape) {
                expected = extent < 0 ? -1 : Math.multiplyExact(expected, extent);
            }
        } catch (ArithmeticException e) {
            expected = -1;
        }
        if (expected != byteCount || byteCount < 0 || type == EntryType.TEXT && byteCount > Integer.MAX_VALUE) {
            throw damaged("the entry at byte " + position + " has a damaged header");
        }
        if (byteCount > fileLength - position - head) {
            throw new EOFException();
        }
    }

    private INDArray readArray(EntryType type, long[] shape) throws IOException {
        INDArray array =
                shape.length == 0 ? Nd4j.scalar(type.dataType, 0) : Nd4j.createUninitialized(type.dataType, shape, 'c');
        INDArray flat = array.reshape('c', new long[] {array.length()});
        for (long from = 0; from < flat.length(); from += CheckpointFormat.CHUNK) {
            long to = Math.min(flat.length(), from + CheckpointFormat.CHUNK);
            ByteBuffer buffer = ByteBuffer.wrap(bytes((int) ((to - from) * type.bytesPerElement)));
            try (INDArray chunk = values(type, buffer, (int) (to - from))) {
                flat.get(NDArrayIndex.interval(from, to)).assign(chunk);
            }
        }
        return array;
    }

    private static INDArray values(EntryType type, ByteBuffer buffer, int count) {
        switch (type) {
            case FLOAT32:
                float[] floats = new float[count];
                buffer.asFloatBuffer().get(floats);
                return Nd4j.createFromArray(floats);
            case FLOAT64:
                double[] doubles = new double[count];
                buffer.asDoubleBuffer().get(doubles);
                return Nd4j.createFromArray(doubles);
            case INT32:
                int[] ints = new int[count];
                buffer.asIntBuffer().get(ints);
                return Nd4j.createFromArray(ints);
            default:
                long[] longs = new long[count];
                buffer.asLongBuffer().get(longs);
                return Nd4j.createFromArray(longs);
        }
    }

    private void readTrailer() throws IOException {
        long entries = in.readLong();
        long length = in.readLong();
        checkCrc();
        if (length != fileLength || entries != texts.size() + arrays.size()) {
            throw damaged("it must have " + entries + " entries in " + length + " bytes, it has "
                    + (texts.size() + arrays.size()) + " in " + fileLength);
        }
    }

    private void checkCrc() throws IOException {
        int expected = (int) crc.getValue();
        int stored = in.readInt();
        if (stored != expected) {
            throw damaged("the checksum at byte " + position + " must be " + Integer.toHexString(expected) + ", it is "
                    + Integer.toHexString(stored));
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    private CheckpointFormatException damaged(String problem) {
        return new CheckpointFormatException(path, "it is damaged: " + problem, DAMAGED);
    }
}
