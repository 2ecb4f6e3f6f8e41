package io.ssl4j.core.vision.tiff;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.Image.SampleType;
import java.nio.ByteBuffer;

/** The samples of a picture while it is decoded. */
final class TiffSamples {

    private static final int HALF = 16;
    private static final int DOUBLE = 64;

    private final SampleType type;
    private final int bits;
    private final boolean signed;
    private final byte[] bytes;
    private final short[] shorts;
    private final int[] ints;
    private final float[] floats;

    TiffSamples(SampleType type, int bits, boolean signed, int length) {
        this.type = type;
        this.bits = bits;
        this.signed = signed;
        this.bytes = type == SampleType.UINT8 ? new byte[length] : null;
        this.shorts = type == SampleType.UINT16 || type == SampleType.INT16 ? new short[length] : null;
        this.ints = type == SampleType.INT32 || type == SampleType.UINT32 ? new int[length] : null;
        this.floats = type == SampleType.FLOAT32 ? new float[length] : null;
    }

    /** Takes one sample from the bytes of a block. */
    void put(int index, ByteBuffer from, int at) {
        switch (type) {
            case UINT8 -> bytes[index] = from.get(at);
            case UINT16 -> shorts[index] = from.getShort(at);
            case INT16 -> shorts[index] = bits == 8 && signed ? from.get(at) : from.getShort(at);
            case INT32, UINT32 -> ints[index] = from.getInt(at);
            case FLOAT32 -> floats[index] = number(from, at);
        }
    }

    private float number(ByteBuffer from, int at) {
        return switch (bits) {
            case HALF -> half(from.getShort(at));
            case DOUBLE -> (float) from.getDouble(at);
            default -> from.getFloat(at);
        };
    }

    /** A number of IEEE 754's binary16: a sign, 5 bits of exponent, 10 of fraction. */
    private static float half(short number) {
        int exponent = number >> 10 & 31;
        int fraction = number & 1023;
        float size =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> (1024 + fraction) * (float) Math.scalb(1.0, exponent - 25);
                };
        return number < 0 ? -size : size;
    }

    Image image(int height, int width, int channels) {
        return switch (type) {
            case UINT8 -> Image.ofBytes(height, width, channels, bytes);
            case UINT16 -> Image.ofShorts(height, width, channels, shorts);
            case INT16 -> Image.ofSignedShorts(height, width, channels, shorts);
            case INT32 -> Image.ofInts(height, width, channels, ints);
            case UINT32 -> Image.ofUnsignedInts(height, width, channels, ints);
            case FLOAT32 -> Image.ofFloats(height, width, channels, floats);
        };
    }
}
