package io.ssl4j.core.encoder;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads the parameters of a DL4J model file: an array in ND4J's format, which is a shape, then {@code allocation (UTF)
 * length (long) type (UTF)} and the values. Memory is allocated only if the stated length matches both the network and
 * the entry.
 */
final class CoefficientReader {

    /** The longest shape that ND4J writes, in longs: rank 32. */
    private static final long LONGEST_SHAPE = 2 * 32 + 4;

    private static final int CHUNK = 1 << 16;

    private final DataInputStream in;

    private CoefficientReader(DataInputStream in) {
        this.in = in;
    }

    /**
     * Reads the parameters.
     *
     * @param in the entry, at its start
     * @param bytes the length of the entry
     * @param configuration the configuration of the network that the parameters belong to
     * @return all parameters in a row, {@code [n]}
     * @throws IOException if their number is not the network's, their type is neither float nor double, or the entry is
     *     cut short
     */
    static INDArray read(DataInputStream in, long bytes, ComputationGraphConfiguration configuration)
            throws IOException {
        return new CoefficientReader(in).read(bytes, parameters(configuration));
    }

    /** Returns the number of parameters of a network. */
    static long parameters(ComputationGraphConfiguration configuration) throws IOException {
        long sum = 0;
        for (GraphVertex vertex : configuration.getVertices().values()) {
            long own = vertex.numParams(true);
            if (own < 0 || sum + own < 0) {
                throw new IOException("its configuration has layers of a negative or too large size");
            }
            sum += own;
        }
        return sum;
    }

    private INDArray read(long bytes, long parameters) throws IOException {
        long head = skipShape();
        head += header();
        long length = in.readLong();
        DataType type = type();
        head += Long.BYTES + Short.BYTES + type.name().length();
        if (length != parameters || head + length * type.width() != bytes) {
            throw new IOException("its network has " + parameters + " parameters, but the entry coefficients.bin of "
                    + bytes + " bytes declares " + length + " of type " + type);
        }
        INDArray values = Nd4j.createUninitialized(type, length);
        fill(values, type);
        return values;
    }

    private long skipShape() throws IOException {
        long head = header();
        long length = in.readLong();
        String type = in.readUTF();
        if (!type.equals("LONG") || length < 0 || length > LONGEST_SHAPE) {
            throw new IOException("its entry coefficients.bin does not begin with a shape");
        }
        in.skipNBytes(length * Long.BYTES);
        return head + Long.BYTES + Short.BYTES + type.length() + length * Long.BYTES;
    }

    private long header() throws IOException {
        return Short.BYTES + in.readUTF().length();
    }

    private DataType type() throws IOException {
        String name = in.readUTF();
        if (!name.equals("FLOAT") && !name.equals("DOUBLE")) {
            throw new IOException("its parameters must be of type FLOAT or DOUBLE, got " + name);
        }
        return DataType.valueOf(name);
    }

    private void fill(INDArray values, DataType type) throws IOException {
        byte[] chunk = new byte[CHUNK * type.width()];
        for (long from = 0; from < values.length(); from += CHUNK) {
            int count = (int) Math.min(CHUNK, values.length() - from);
            in.readFully(chunk, 0, count * type.width());
            ByteBuffer buffer = ByteBuffer.wrap(chunk);
            for (int i = 0; i < count; i++) {
                values.putScalar(from + i, type == DataType.DOUBLE ? buffer.getDouble() : buffer.getFloat());
            }
        }
    }
}
