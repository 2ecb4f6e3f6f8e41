package io.ssl4j.core.random;

import java.nio.charset.StandardCharsets;

/**
 * The key of a random stream. Randomness in ssl4j is addressed, not consumed: the random numbers of a view depend only
 * on (run seed, epoch, sample index, view index), never on earlier draws or on the thread.
 *
 * <p>A key is derived from its parent by a 64-bit finaliser (the variant 13 mixer of Stafford, used by SplitMix64),
 * applied after the part is multiplied by an odd constant, so that neighbouring seeds, indices, views and epochs have
 * unrelated streams.
 *
 * @param state the 64-bit hash of the path
 */
public record RandomKey(long state) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long PART_GAMMA = 0xD1342543DE82EF95L;

    /** The root key of a run. */
    public static RandomKey of(long seed) {
        return new RandomKey(mix(seed + GOLDEN_GAMMA));
    }

    /** Returns the key one level down: {@code key.child(epoch).child(index).child(view)}. */
    public RandomKey child(long part) {
        return new RandomKey(childState(state, part));
    }

    /** Returns the key of a named purpose, for example {@code "augment"} or {@code "shuffle"}. */
    public RandomKey child(String purpose) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return child(hash);
    }

    /** Returns a new generator at the start of this key's stream. */
    public RandomStream stream() {
        return new RandomStream(this);
    }

    /** Returns the state of {@code new RandomKey(parent).child(part)} without allocating, for loops over samples. */
    public static long childState(long parent, long part) {
        return mix(mix(part * PART_GAMMA + GOLDEN_GAMMA) ^ (parent + GOLDEN_GAMMA) * PART_GAMMA);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
