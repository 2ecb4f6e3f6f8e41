package io.ssl4j.core.vision.jpeg;

/**
 * One Huffman code of a file (ITU-T T.81, C.2 and F.2.2.3), with tables for its short codes: one for symbols, and one
 * for complete AC coefficients if code and value are short enough.
 */
final class HuffmanTable {

    /** Bits of a code that are looked up at once. */
    static final int FAST_BITS = 10;

    private static final int LONGEST = 16;

    /** For the next {@link #FAST_BITS} bits: {@code length << 8 | symbol}, or 0 where the code is longer. */
    private final short[] symbols = new short[1 << FAST_BITS];

    /** For the next bits: {@code value << 16 | run << 8 | bits}, or 0 where code and value do not fit. */
    private final int[] coefficients = new int[1 << FAST_BITS];

    /** By length: the first 16 bits, as a number, that are beyond the codes of this length. */
    private final int[] beyond = new int[LONGEST + 1];

    /** By length: what to add to a code to get the index of its symbol. */
    private final int[] shift = new int[LONGEST + 1];

    private final byte[] values;

    /**
     * @param content holds 16 bytes from {@code offset} on: the number of codes of each length
     * @param values the symbols in the order of their codes
     * @throws IllegalArgumentException if there is no such code
     */
    HuffmanTable(byte[] content, int offset, byte[] values) {
        this.values = values;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = content[offset + length - 1] & 0xFF;
            shift[length] = index - code;
            for (int i = 0; i < count; i++, code++, index++) {
                if (length <= FAST_BITS && code < 1 << length) {
                    int from = code << FAST_BITS - length;
                    int to = code + 1 << FAST_BITS - length;
                    for (int k = from; k < to; k++) {
                        symbols[k] = (short) (length << 8 | values[index] & 0xFF);
                    }
                }
            }
            if (code > 1 << length) {
                throw new IllegalArgumentException("codes of " + length + " bits must be at most " + (1 << length)
                        + ", got the code " + (code - 1));
            }
            beyond[length] = code << LONGEST - length;
            code <<= 1;
        }
        for (int bits = 0; bits < coefficients.length; bits++) {
            coefficients[bits] = coefficient(bits);
        }
    }

    private int coefficient(int bits) {
        int length = symbols[bits] >> 8;
        int run = (symbols[bits] & 0xFF) >> 4;
        int size = symbols[bits] & 15;
        if (length == 0 || size == 0 || length + size > FAST_BITS) {
            return 0;
        }
        int value = bits >> FAST_BITS - length - size & (1 << size) - 1;
        return extend(value, size) << 16 | run << 8 | length + size;
    }

    /** The signed number that {@code size} bits stand for (ITU-T T.81, F.2.2.1). */
    static int extend(int value, int size) {
        return value < 1 << size - 1 ? value - (1 << size) + 1 : value;
    }

    short[] symbols() {
        return symbols;
    }

    int[] coefficients() {
        return coefficients;
    }

    /** The length of the code that the next 16 bits begin with, or 17 where there is none. */
    int length(int next16) {
        int length = FAST_BITS;
        while (length <= LONGEST && next16 >= beyond[length]) {
            length++;
        }
        return length;
    }

    /** The symbol of the code of a length that the next 16 bits begin with. */
    int symbol(int next16, int length) {
        return values[(next16 >> LONGEST - length) + shift[length]] & 0xFF;
    }
}
