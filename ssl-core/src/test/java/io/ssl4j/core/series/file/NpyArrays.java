package io.ssl4j.core.series.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** NumPy files for tests, laid out as the format's description (NEP 1) says. */
final class NpyArrays {

    private NpyArrays() {}

    static Path write(Path folder, String name, byte[] content) {
        return Texts.write(folder, name, content);
    }

    /** A file of format 1, 2 or 3 with these elements as they lie in memory. */
    static byte[] file(int version, String descr, boolean fortran, String shape, byte[] elements) {
        String dictionary = "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }";
        int prefix = version == 1 ? 10 : 12;
        int padding = 63 - (prefix + dictionary.length()) % 64;
        byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(prefix + header.length + elements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            file.putShort((short) header.length);
        } else {
            file.putInt(header.length);
        }
        return file.put(header).put(elements).array();
    }

    /** A file of format 1 with elements of a type. */
    static byte[] file(String descr, boolean fortran, String shape, double... values) {
        return file(1, "'" + descr + "'", fortran, shape, elements(descr, values));
    }

    private static byte[] elements(String descr, double... values) {
        int size = descr.charAt(2) - '0';
        ByteBuffer bytes = ByteBuffer.allocate(size * values.length)
                .order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (descr.substring(1)) {
                case "f4" -> bytes.putFloat((float) value);
                case "f8" -> bytes.putDouble(value);
                case "i1", "u1", "b1" -> bytes.put((byte) (int) value);
                case "i2", "u2" -> bytes.putShort((short) (int) value);
                case "i4", "u4" -> bytes.putInt((int) (long) value);
                default -> bytes.putLong((long) value);
            }
        }
        return bytes.array();
    }
}
