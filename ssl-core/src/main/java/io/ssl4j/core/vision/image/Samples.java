package io.ssl4j.core.vision.image;

import io.ssl4j.core.vision.image.Image.SampleType;

/**
 * The array of an image's samples with their type.
 *
 * @param array byte[], short[], int[] or float[], as the type says
 */
record Samples(SampleType type, Object array) {

    private static final float BYTE_SCALE = 1 / 255f;
    private static final float SHORT_SCALE = 1 / 65535f;

    int length() {
        return java.lang.reflect.Array.getLength(array);
    }

    byte[] bytes() {
        return (byte[]) array;
    }

    short[] shorts() {
        return (short[]) array;
    }

    int[] ints() {
        return (int[]) array;
    }

    float[] floats() {
        return (float[]) array;
    }

    double value(int i) {
        return switch (type) {
            case UINT8 -> bytes()[i] & 0xFF;
            case UINT16 -> shorts()[i] & 0xFFFF;
            case INT16 -> shorts()[i];
            case INT32 -> ints()[i];
            case UINT32 -> Integer.toUnsignedLong(ints()[i]);
            case FLOAT32 -> floats()[i];
        };
    }

    /** One sample in 0..1; the range is null for that of the type, outside which floats stay as they are. */
    float scaled(int i, ValueRange range) {
        if (range != null) {
            return range.share(value(i));
        }
        return switch (type) {
            case UINT8 -> (bytes()[i] & 0xFF) / 255f;
            case UINT16 -> (shorts()[i] & 0xFFFF) / 65535f;
            case FLOAT32 -> floats()[i];
            case INT16, INT32, UINT32 -> throw withoutRange();
        };
    }

    private IllegalStateException withoutRange() {
        return new IllegalStateException(
                "samples of " + type.text() + " have no range of their own: " + ImageValues.GIVE_A_RANGE);
    }

    /**
     * Copies every {@code step}-th sample as a float.
     *
     * @param range the values that become 0 and 1; null for the range of the type, outside which floats stay as they
     *     are
     */
    void copyScaled(int start, int step, int count, float[] to, int offset, ValueRange range) {
        if (range != null) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = range.share(value(start + i * step));
            }
            return;
        }
        switch (type) {
            case UINT8 -> {
                byte[] from = bytes();
                for (int i = 0; i < count; i++) {
                    to[offset + i] = (from[start + i * step] & 0xFF) * BYTE_SCALE;
                }
            }
            case UINT16 -> {
                short[] from = shorts();
                for (int i = 0; i < count; i++) {
                    to[offset + i] = (from[start + i * step] & 0xFFFF) * SHORT_SCALE;
                }
            }
            case FLOAT32 -> {
                float[] from = floats();
                for (int i = 0; i < count; i++) {
                    to[offset + i] = from[start + i * step];
                }
            }
            case INT16, INT32, UINT32 -> throw withoutRange();
        }
    }

    /** Copies samples with their values; those of 32-bit integers are rounded to the 24 bits of a float. */
    void copyValues(int start, int count, float[] to, int offset) {
        if (type == SampleType.FLOAT32) {
            System.arraycopy(floats(), start, to, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[offset + i] = (float) value(start + i);
        }
    }

    /** Returns the lowest and the highest value. */
    double[] extremes() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length(); i++) {
            double value = value(i);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new double[] {low, high};
    }

    /** Returns pixels of the same type, taken from where the rule says. */
    Samples rearranged(int height, int width, int channels, Image.PixelSource source) {
        int length = Math.multiplyExact(Math.multiplyExact(height, width), channels);
        Object to = java.lang.reflect.Array.newInstance(array.getClass().getComponentType(), length);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(array, source.at(y, x) * channels, to, (y * width + x) * channels, channels);
            }
        }
        return new Samples(type, to);
    }

    /** Returns samples of a type with these values, rounded to nearest and kept within the type if it is an integer. */
    static Samples of(SampleType type, double[] values) {
        return switch (type) {
            case UINT8 -> {
                byte[] bytes = new byte[values.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) rounded(values[i], type);
                }
                yield new Samples(type, bytes);
            }
            case UINT16, INT16 -> {
                short[] shorts = new short[values.length];
                for (int i = 0; i < shorts.length; i++) {
                    shorts[i] = (short) rounded(values[i], type);
                }
                yield new Samples(type, shorts);
            }
            case INT32, UINT32 -> {
                int[] ints = new int[values.length];
                for (int i = 0; i < ints.length; i++) {
                    ints[i] = (int) rounded(values[i], type);
                }
                yield new Samples(type, ints);
            }
            case FLOAT32 -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) values[i];
                }
                yield new Samples(type, floats);
            }
        };
    }

    private static long rounded(double value, SampleType type) {
        return Math.round(Math.max(type.lowest(), Math.min(type.highest(), value)));
    }
}
