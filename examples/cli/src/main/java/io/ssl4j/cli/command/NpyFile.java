package io.ssl4j.cli.command;

import io.ssl4j.core.io.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes a float matrix as NumPy's .npy, format version 1.0: {@code numpy.load} reads it. */
final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /** @param matrix {@code [n, d]}, written as little-endian float32, row by row */
    static void write(Path file, INDArray matrix) throws IOException {
        int columns = (int) matrix.size(1);
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + matrix.size(0) + ", " + columns + "), }";
        int unpadded = MAGIC.length + 2 + dictionary.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        String header = dictionary + " ".repeat(padding) + "\n";
        AtomicFile.write(file, stream -> {
            OutputStream out = new BufferedOutputStream(stream);
            out.write(MAGIC);
            out.write(header.length() & 0xFF);
            out.write(header.length() >> 8);
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            ByteBuffer row = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (long i = 0; i < matrix.size(0); i++) {
                row.clear();
                for (float value : matrix.getRow(i).toFloatVector()) {
                    row.putFloat(value);
                }
                out.write(row.array());
            }
            out.flush();
        });
    }
}
