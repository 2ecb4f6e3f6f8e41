package io.ssl4j.core.series.file;

import java.util.Arrays;

/** A growing list of floats. */
final class FloatList {

    private float[] values;
    private int size;

    FloatList(int expected) {
        values = new float[Math.max(16, expected)];
    }

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** Removes missing values from the end. */
    void dropTrailingNaN() {
        while (size > 0 && Float.isNaN(values[size - 1])) {
            size--;
        }
    }

    void clear() {
        size = 0;
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
