package io.ssl4j.core.checkpoint;

import io.ssl4j.core.checkpoint.CheckpointFormat.EntryType;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Writes the container of {@link CheckpointFormat}. The caller must buffer, sync and close the stream. */
public final class CheckpointWriter {

    private final CRC32C crc = new CRC32C();
    private final DataOutputStream out;
    private final Set<String> names = new HashSet<>();
    private long written;

    /** Begins a checkpoint. */
    public CheckpointWriter(OutputStream stream) throws IOException {
        this.out = new DataOutputStream(new CheckedOutputStream(stream, crc));
        out.write(CheckpointFormat.MAGIC);
        out.writeInt(CheckpointFormat.VERSION);
        written = CheckpointFormat.MAGIC.length + Integer.BYTES;
    }

    /** Writes a named text. */
    public void text(String name, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        begin(EntryType.TEXT, name, new long[0], bytes.length);
        out.write(bytes);
        end();
    }

    /** Writes an array of any order and stride, in 'c' order. */
    public void array(String name, INDArray array) throws IOException {
        EntryType type = EntryType.of(name, array.dataType());
        begin(type, name, array.shape(), array.length() * type.bytesPerElement);
        try (INDArray copy = array.dup('c')) {
            INDArray flat = copy.reshape('c', new long[] {array.length()});
            for (long from = 0; from < flat.length(); from += CheckpointFormat.CHUNK) {
                long to = Math.min(flat.length(), from + CheckpointFormat.CHUNK);
                try (INDArray chunk = flat.get(NDArrayIndex.interval(from, to)).dup()) {
                    out.write(bytes(type, chunk));
                }
            }
        }
        end();
    }

    /** Writes the trailer; nothing may follow. */
    public void finish() throws IOException {
        crc.reset();
        out.writeByte(CheckpointFormat.TRAILER);
        out.writeLong(names.size());
        out.writeLong(written + 1 + 2 * Long.BYTES + Integer.BYTES);
        out.writeInt((int) crc.getValue());
        out.flush();
    }

    private void begin(EntryType type, String name, long[] shape, long byteCount) throws IOException {
        if (!names.add(name)) {
            throw new IllegalArgumentException("entry '" + name + "' occurs twice; names must be unique");
        }
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > Short.MAX_VALUE) {
            throw new IllegalArgumentException("an entry's name has at most " + Short.MAX_VALUE + " bytes, got "
                    + nameBytes.length + ": " + name.substring(0, 40) + "...");
        }
        crc.reset();
        out.writeByte(CheckpointFormat.ENTRY);
        out.writeByte(type.code);
        out.writeShort(nameBytes.length);
        out.write(nameBytes);
        out.writeByte(shape.length);
        for (long extent : shape) {
            out.writeLong(extent);
        }
        out.writeLong(byteCount);
        written += 5 + nameBytes.length + (long) shape.length * Long.BYTES + Long.BYTES + byteCount + Integer.BYTES;
    }

    private void end() throws IOException {
        out.writeInt((int) crc.getValue());
    }

    /** @param chunk a part of an array, with its own buffer */
    private static byte[] bytes(EntryType type, INDArray chunk) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(chunk.length() * type.bytesPerElement));
        switch (type) {
            case FLOAT32 -> buffer.asFloatBuffer().put(chunk.data().asFloat());
            case FLOAT64 -> buffer.asDoubleBuffer().put(chunk.data().asDouble());
            case INT32 -> buffer.asIntBuffer().put(chunk.data().asInt());
            case INT64 -> buffer.asLongBuffer().put(chunk.data().asLong());
            default -> throw new IllegalStateException(type + " is no array type");
        }
        return buffer.array();
    }
}
