package io.ssl4j.core.network;

import org.nd4j.linalg.api.buffer.DataType;

/** Encoders to start from. Each has a variant with a data type, for gradient checks in double. */
public final class Encoders {

    private Encoders() {}

    /** A few strided convolutions: seconds on a CPU, for tests and first tries. */
    public static Encoder tiny(ImageInput input, long seed) {
        return tiny(input, seed, DataType.FLOAT);
    }

    public static Encoder tiny(ImageInput input, long seed, DataType type) {
        throw new UnsupportedOperationException("not written yet: " + input + seed + type);
    }

    /** 3x3 stem, three stages of one basic block each with widths w, 2w, 4w and strides 1, 2, 2, global average pool. */
    public static Encoder resNetS(ImageInput input, int width, long seed) {
        throw new UnsupportedOperationException("not written yet: " + input + width + seed);
    }
}
