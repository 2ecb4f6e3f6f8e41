package io.ssl4j.core.series.file.npy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.file.text.FileBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A NumPy file whose header was read and whose length matches the header. */
public final class NpyFile implements AutoCloseable {

    private static final int CHUNK = 1 << 13;

    private final FileBytes in;
    private final NpyHeader header;
    private final long dataStart;
    private final byte[] bytes;
    private final ByteBuffer buffer;

    private NpyFile(FileBytes in, long contentLength) {
        this.in = in;
        this.header = NpyHeader.read(in);
        this.dataStart = in.position();
        int size = header.type().bytes();
        long elements = header.elements();
        long available = contentLength - dataStart;
        if (elements > available / size || elements * size != available) {
            boolean more = elements <= available / size;
            throw damaged(
                    more ? dataStart + elements * size : contentLength,
                    "the header says " + header.shownShape() + " elements of " + size + " bytes, but "
                            + (more ? "" : "only ") + available + " bytes follow it; "
                            + (more ? "the header is damaged" : "the file is cut short")
                            + ", save the array anew with numpy.save");
        }
        this.bytes = new byte[CHUNK * size];
        this.buffer = ByteBuffer.wrap(bytes)
                .order(header.type().bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** Opens a file and reads its header. */
    public static NpyFile open(Path path) {
        FileBytes in = FileBytes.open(path);
        try {
            return new NpyFile(in, FileBytes.contentLength(path));
        } catch (RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The header. */
    public NpyHeader header() {
        return header;
    }

    /** Reads the next elements as floats. */
    public void read(float[] out, int from, int count) {
        for (int done = 0; done < count; ) {
            int some = Math.min(CHUNK, count - done);
            fill(some);
            header.type().read(buffer, out, from + done, some);
            done += some;
        }
    }

    /** Reads the next elements, at most a chunk, as bytes. */
    public ByteBuffer next(int count) {
        fill(count);
        return buffer;
    }

    /** The largest number of elements that {@link #next} reads. */
    public static int chunk() {
        return CHUNK;
    }

    private void fill(int count) {
        int wanted = count * header.type().bytes();
        if (in.read(bytes, 0, wanted) < wanted) {
            throw damaged(in.position(), "the file must not change while it is read; read it again");
        }
    }

    /** The offset of an element in the content. */
    public long offset(long element) {
        return dataStart + element * header.type().bytes();
    }

    /** Makes the exception for a problem at an offset. */
    public DatasetFormatException damaged(long offset, String problem) {
        return new DatasetFormatException(in.path(), offset, problem);
    }

    @Override
    public void close() {
        in.close();
    }
}
