package io.ssl4j.core.log;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * TensorBoard's event file: TFRecords of protocol buffers. Only the messages that scalars need are implemented, by
 * hand.
 *
 * <pre>
 * record  = length (u64) mask(crc of length) (u32) bytes mask(crc of bytes) (u32), little-endian
 * Event   = wall_time (1: double) step (2: varint) [file_version (3: string) | summary (5) | session_log (7)]
 * Summary = value (1) { tag (1: string) simple_value (2: float) }
 * </pre>
 */
final class EventFile implements Closeable {

    private static final String VERSION = "brain.Event:2";
    private static final int MASK_DELTA = 0xa282ead8;

    // Field numbers shifted by three, with the wire type: 0 varint, 1 eight bytes, 2 counted bytes, 5 four bytes.
    private static final int WALL_TIME = 1 << 3 | 1;
    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = 3 << 3 | 2;
    private static final int SUMMARY = 5 << 3 | 2;
    private static final int SESSION_LOG = 7 << 3 | 2;
    private static final int VALUE = 1 << 3 | 2;
    private static final int TAG = 1 << 3 | 2;
    private static final int SIMPLE_VALUE = 2 << 3 | 5;

    /** SessionLog { status (1): START (1) }: entries of earlier files from this step on are discarded. */
    private static final byte[] START = {1 << 3, 1};

    private final OutputStream out;

    /** Begins a file. */
    EventFile(Path path, double wallTime) throws IOException {
        out = new FileOutputStream(path.toFile());
        write(event(wallTime, 0, FILE_VERSION, VERSION.getBytes(StandardCharsets.UTF_8)));
    }

    /** Marks the start or resumption of a run whose next step is this one. */
    void start(double wallTime, long step) throws IOException {
        write(event(wallTime, step, SESSION_LOG, START));
    }

    void scalar(double wallTime, long step, String tag, double value) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        counted(content, TAG, tag.getBytes(StandardCharsets.UTF_8));
        content.write(SIMPLE_VALUE);
        content.writeBytes(little(Integer.BYTES).putFloat((float) value).array());
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        counted(summary, VALUE, content.toByteArray());
        write(event(wallTime, step, SUMMARY, summary.toByteArray()));
    }

    private static byte[] event(double wallTime, long step, int field, byte[] content) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(WALL_TIME);
        event.writeBytes(little(Long.BYTES).putDouble(wallTime).array());
        if (step != 0) {
            event.write(STEP);
            varint(event, step);
        }
        counted(event, field, content);
        return event.toByteArray();
    }

    private static void counted(ByteArrayOutputStream to, int field, byte[] content) {
        to.write(field);
        varint(to, content.length);
        to.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long rest = value;
        while (rest > 0x7F) {
            to.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    private void write(byte[] event) throws IOException {
        byte[] length = little(Long.BYTES).putLong(event.length).array();
        out.write(little(length.length + event.length + 2 * Integer.BYTES)
                .put(length)
                .putInt(maskedCrc(length))
                .put(event)
                .putInt(maskedCrc(event))
                .array());
    }

    private static int maskedCrc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
