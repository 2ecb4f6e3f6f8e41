package io.ssl4j.core.random;

import java.util.random.RandomGenerator;

/**
 * A SplitMix64 generator for the stream of a {@link RandomKey} (Steele, Lea and Flood 2014, "Fast splittable
 * pseudorandom number generators"). It can be reset, so that a loader thread keeps one object for all its samples. Not
 * safe for use by several threads at once.
 */
public final class RandomStream implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Makes the stream of a key; equal keys give equal numbers. */
    public RandomStream(RandomKey key) {
        this.state = key.state();
    }

    /** Moves to the start of another stream. */
    public void reset(RandomKey key) {
        this.state = key.state();
    }

    /** Moves to the start of the stream of {@code new RandomKey(keyState)}, without allocating. */
    public void reset(long keyState) {
        this.state = keyState;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return RandomKey.mix(state);
    }

    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Draws from the normal distribution with mean 0 and deviation 1, by the polar method (Marsaglia and Bray 1964, "A
     * convenient method for generating normal variables"). Implemented here for the same reason as {@link
     * #nextInt(int)}, with {@code StrictMath}.
     */
    @Override
    public double nextGaussian() {
        double u;
        double square;
        do {
            u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        return u * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    }

    /**
     * Draws uniformly from {@code [0, bound)}, using the upper 32 bits of one draw; the bias is below {@code bound /
     * 2^32}. Implemented here because the JDK does not guarantee that its bounded draws stay the same in later
     * releases.
     */
    @Override
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, got " + bound);
        }
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /**
     * Puts the values in random order, in place, all orders equally likely (Fisher and Yates's method, Durstenfeld
     * 1964).
     */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int held = values[i];
            values[i] = values[j];
            values[j] = held;
        }
    }

    /** Draws uniformly from {@code [low, high)}; {@code low} when both are equal. */
    public float uniform(float low, float high) {
        return low + (high - low) * nextFloat();
    }

    /** Returns true with the given probability; never for 0, always for 1. One number is drawn in any case. */
    public boolean chance(double probability) {
        return nextDouble() < probability;
    }
}
