package io.ssl4j.core.series.file.npy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.file.text.FileBytes;
import io.ssl4j.core.series.file.text.Shown;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy file (format 1.0, 2.0 or 3.0): eight bytes, the header's length, and a dictionary in Python's
 * notation.
 *
 * @param type the type of the elements
 * @param fortranOrder whether the first axis varies fastest
 * @param shape the extents, each at least 0
 */
public record NpyHeader(NpyType type, boolean fortranOrder, long[] shape) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']{1,40})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, L]{0,200})\\)");

    /** Reads the header; the next byte is the first of the elements. */
    public static NpyHeader read(FileBytes in) {
        byte[] start = bytes(in, 8, "the first 8 bytes");
        if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw damaged(
                    in, 0, "a NumPy file must begin with the byte 0x93 and NUMPY; save the array with numpy.save");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw damaged(
                    in,
                    6,
                    "the format must be 1.0, 2.0 or 3.0, got " + version + "." + start[7]
                            + "; save the array with numpy.save");
        }
        int size = version == 1 ? 2 : 4;
        ByteBuffer length = ByteBuffer.wrap(bytes(in, size, "the length of the header"));
        length.order(ByteOrder.LITTLE_ENDIAN);
        long announced = version == 1 ? length.getShort() & 0xFFFF : length.getInt() & 0xFFFFFFFFL;
        if (announced > LONGEST) {
            throw damaged(
                    in,
                    8,
                    "a header can have at most " + LONGEST + " bytes, got " + announced + "; the file is damaged");
        }
        return parse(in, new String(bytes(in, (int) announced, "the header"), StandardCharsets.UTF_8));
    }

    private static NpyHeader parse(FileBytes in, String text) {
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (text.matches("(?s).*'descr'\\s*:\\s*\\[.*")) {
            throw damaged(
                    in,
                    8,
                    "the elements must be numbers, got records of several fields (a structured array);"
                            + " save the fields as arrays of their own");
        }
        if (!descr.find() || !order.find() || !shape.find()) {
            throw damaged(
                    in,
                    8,
                    "the header must say descr, fortran_order and shape, got " + Shown.of(text)
                            + "; the file is damaged, save the array anew");
        }
        NpyType type;
        try {
            type = NpyType.of(descr.group(1));
        } catch (IllegalArgumentException e) {
            throw damaged(in, 8, e.getMessage());
        }
        return new NpyHeader(type, order.group(1).equals("True"), extents(in, shape.group(1)));
    }

    private static long[] extents(FileBytes in, String text) {
        String[] parts = text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*");
        long[] extents = new long[parts.length];
        for (int d = 0; d < parts.length; d++) {
            String digits = parts[d].replaceFirst("L$", "");
            if (!digits.matches("\\d{1,18}")) {
                throw damaged(
                        in,
                        8,
                        "the shape must be whole numbers, got " + Shown.of(text)
                                + "; the file is damaged, save the array anew");
            }
            extents[d] = Long.parseLong(digits);
        }
        return extents;
    }

    private static byte[] bytes(FileBytes in, int count, String what) {
        byte[] bytes = new byte[count];
        int read = in.read(bytes, 0, count);
        if (read < count) {
            throw damaged(
                    in,
                    in.position(),
                    "the file is cut short: " + what + " of a NumPy file takes " + count + " bytes, but only " + read
                            + " are there; save the array anew");
        }
        return bytes;
    }

    private static DatasetFormatException damaged(FileBytes in, long offset, String problem) {
        return new DatasetFormatException(in.path(), offset, problem);
    }

    /** The number of elements, or {@link Long#MAX_VALUE} if a long cannot hold it. */
    public long elements() {
        long product = 1;
        for (long extent : shape) {
            if (extent == 0) {
                return 0;
            }
            product = product > Long.MAX_VALUE / extent ? Long.MAX_VALUE : product * extent;
        }
        return product;
    }

    /** The shape as NumPy writes it. */
    public String shownShape() {
        return Arrays.toString(shape).replace('[', '(').replace(']', ')');
    }
}
