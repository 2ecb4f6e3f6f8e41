package io.ssl4j.core.vision.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Undoes the differences along rows that make data easier to compress (TIFF 6.0, section 14; Adobe's Technote 3). */
final class TiffPredictor {

    private static final int NONE = 1;
    private static final int DIFFERENCES = 2;
    private static final int FLOATS = 3;

    private TiffPredictor() {}

    static boolean isKnown(long number) {
        return number >= NONE && number <= FLOATS;
    }

    /**
     * Changes the bytes of a strip or tile to plain samples.
     *
     * @param columns samples of a row, of all channels
     * @param channels samples between a sample and its left neighbour
     * @param size bytes of a sample
     * @return the order of the bytes of each sample afterwards
     */
    static ByteOrder undo(int number, byte[] data, int columns, int channels, int size, ByteOrder order) {
        int row = columns * size;
        for (int start = 0; number != NONE && start + row <= data.length; start += row) {
            if (number == DIFFERENCES) {
                add(ByteBuffer.wrap(data).order(order), start, columns, channels, size);
            } else {
                floats(data, start, row, channels, size);
            }
        }
        return number == FLOATS ? ByteOrder.BIG_ENDIAN : order;
    }

    private static void add(ByteBuffer data, int start, int columns, int channels, int size) {
        for (int i = channels; i < columns; i++) {
            int at = start + i * size;
            int left = at - channels * size;
            switch (size) {
                case 1 -> data.put(at, (byte) (data.get(at) + data.get(left)));
                case 2 -> data.putShort(at, (short) (data.getShort(at) + data.getShort(left)));
                case 4 -> data.putInt(at, data.getInt(at) + data.getInt(left));
                default -> data.putLong(at, data.getLong(at) + data.getLong(left));
            }
        }
    }

    /**
     * A row holds the highest bytes of all samples, then the next ones: differences of bytes, {@code channels} apart.
     */
    private static void floats(byte[] data, int start, int row, int channels, int size) {
        for (int i = channels; i < row; i++) {
            data[start + i] += data[start + i - channels];
        }
        byte[] planes = new byte[row];
        System.arraycopy(data, start, planes, 0, row);
        int columns = row / size;
        for (int i = 0; i < columns; i++) {
            for (int b = 0; b < size; b++) {
                data[start + i * size + b] = planes[b * columns + i];
            }
        }
    }
}
