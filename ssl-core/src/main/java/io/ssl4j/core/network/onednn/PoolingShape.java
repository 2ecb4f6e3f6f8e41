package io.ssl4j.core.network.onednn;

/** The images that a global pooling averages over: {@code [batch, height, width, channels]}. */
record PoolingShape(long batch, long height, long width, long channels) {

    long[] input() {
        return new long[] {batch, height, width, channels};
    }

    long[] output() {
        return new long[] {batch, 1, 1, channels};
    }
}
