package io.ssl4j.core.vision.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Reads the coefficients of a scan (ITU-T T.81, F.2.2). Bits are kept left-aligned in a long, and taken from the file
 * eight bytes at a time as long as none of them is FF.
 */
final class EntropyReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Bits for a code and its value: 16 and 15. */
    private static final int ENOUGH = 32;

    private static final int FIRST_RESTART = 0xD0;

    /** The position in a block of each coefficient in zigzag order. */
    private static final int[] NATURAL_ORDER = naturalOrder();

    private final byte[] content;
    private int position;
    private long bits;
    private int count;

    /** The number of buffered bits that are not in the file, but past the end of the data. */
    private int invented;

    private int restarts;

    /** Reads from a position on. */
    EntropyReader(byte[] content, int position) {
        this.content = content;
        this.position = position;
    }

    /** The blocks go diagonally: right where the sum of row and column is even, down-left where it is odd. */
    private static int[] naturalOrder() {
        int[] order = new int[64];
        int at = 0;
        for (int sum = 0; sum < 15; sum++) {
            for (int i = Math.max(0, sum - 7); i <= Math.min(sum, 7); i++) {
                int row = sum % 2 == 0 ? sum - i : i;
                order[at++] = row * 8 + sum - row;
            }
        }
        return order;
    }

    /**
     * Reads a block.
     *
     * @param component the block's
     * @param prediction the first coefficient of the block before, in steps
     * @param blocks gets coefficient {@code k} (row by row) times its step at {@code [k][index]}; must be 0 there
     * @return the first coefficient, in steps
     */
    int readBlock(Component component, int prediction, int[][] blocks, int index) {
        int[] quantization = component.quantization();
        HuffmanTable ac = component.ac();
        int[] fast = ac.coefficients();
        int first = prediction + difference(component.dc());
        blocks[0][index] = first * quantization[0];
        int k = 1;
        while (k < 64) {
            if (count < ENOUGH) {
                fill();
            }
            int known = fast[(int) (bits >>> 64 - HuffmanTable.FAST_BITS)];
            if (known != 0) {
                k += known >> 8 & 15;
                bits <<= known;
                count -= known & 0xFF;
                if (k > 63) {
                    throw beyondBlock();
                }
                blocks[NATURAL_ORDER[k]][index] = (known >> 16) * quantization[k];
                k++;
                continue;
            }
            int symbol = symbol(ac);
            int size = symbol & 15;
            if (size == 0) {
                if (symbol != 0xF0) {
                    break;
                }
                k += 16;
                continue;
            }
            k += symbol >> 4;
            if (k > 63) {
                throw beyondBlock();
            }
            blocks[NATURAL_ORDER[k]][index] = value(size) * quantization[k];
            k++;
        }
        return first;
    }

    private int difference(HuffmanTable dc) {
        if (count < ENOUGH) {
            fill();
        }
        int size = symbol(dc);
        if (size > 15) {
            throw damage("a difference must have at most 15 bits, got " + size);
        }
        return size == 0 ? 0 : value(size);
    }

    private int symbol(HuffmanTable table) {
        int known = table.symbols()[(int) (bits >>> 64 - HuffmanTable.FAST_BITS)];
        int length = known >> 8;
        if (length == 0) {
            int next16 = (int) (bits >>> 48);
            length = table.length(next16);
            if (length > 16) {
                throw damage("the next bits are no code of the file's Huffman table");
            }
            known = table.symbol(next16, length);
        }
        bits <<= length;
        count -= length;
        return known & 0xFF;
    }

    private int value(int size) {
        int value = (int) (bits >>> 64 - size);
        bits <<= size;
        count -= size;
        return HuffmanTable.extend(value, size);
    }

    private void fill() {
        if (position <= content.length - Long.BYTES) {
            long next = (long) LONG.get(content, position);
            // A byte FF is 00 in the complement: the usual test for a zero byte.
            if (((~next - 0x0101010101010101L) & next & 0x8080808080808080L) == 0) {
                bits |= next >>> count;
                int bytes = 64 - count >> 3;
                position += bytes;
                count += bytes * 8;
                return;
            }
        }
        while (count <= 56) {
            int next = position < content.length ? content[position] & 0xFF : 0xFF;
            if (next == 0xFF) {
                if (position + 1 < content.length && content[position + 1] == 0) {
                    position++;
                } else {
                    // A marker: the data end here.
                    next = 0;
                    invented += 8;
                    position--;
                }
            }
            position++;
            bits |= (long) next << 56 - count;
            count += 8;
        }
    }

    /** @throws JpegDamageException if more bits were read than the data have */
    void requireData() {
        if (count < invented) {
            throw damage("the data of the scan end before the picture is complete");
        }
    }

    /** Goes past the next restart marker, whose number must be the one that follows the last. */
    void restart() {
        if (invented == 0) {
            // Whole bytes that were taken ahead; each FF among them was followed by a 00.
            for (int ahead = count >> 3; ahead > 0; ahead--) {
                position--;
                position -= content[position] == 0 && content[position - 1] == (byte) 0xFF ? 1 : 0;
            }
        }
        int marker =
                position + 1 < content.length && content[position] == (byte) 0xFF ? content[position + 1] & 0xFF : -1;
        if (marker != FIRST_RESTART + restarts % 8) {
            throw damage(
                    String.format(Locale.ROOT, "a restart marker FF%02X must be here", FIRST_RESTART + restarts % 8));
        }
        restarts++;
        position += 2;
        bits = 0;
        count = 0;
        invented = 0;
    }

    private JpegDamageException beyondBlock() {
        return damage("a block has 64 coefficients, got one beyond them");
    }

    private JpegDamageException damage(String what) {
        return new JpegDamageException(Math.min(position, content.length), what);
    }
}
