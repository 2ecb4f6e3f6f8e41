package io.ssl4j.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neighbouring addresses must have unrelated streams: seeds, epochs, sample indices and views alike. */
class RandomKeyTest {

    private static final int PAIRS = 10_000;

    /** A first draw for each place in a run, by the part of the address that counts up. */
    private static LongFunction<RandomKey> address(String part) {
        RandomKey run = RandomKey.of(42);
        return switch (part) {
            case "seed" -> i -> RandomKey.of(i).child(3).child(5).child(0);
            case "bare seed" -> RandomKey::of;
            case "epoch" -> i -> run.child(i).child(5).child(0);
            case "index" -> i -> run.child(3).child(i).child(0);
            case "view" -> i -> run.child(3).child(5).child(i);
            case "negative" -> i -> run.child(3).child(-i).child(0);
            case "stride" -> i -> run.child(3).child(i << 32).child(0);
            default -> throw new IllegalArgumentException(part);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "bare seed", "epoch", "index", "view", "negative", "stride"})
    void neighbouringAddressesHaveUncorrelatedFirstDraws(String part) {
        LongFunction<RandomKey> address = address(part);
        double[] draws = new double[PAIRS + 64];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = address.apply(i).stream().nextDouble();
        }
        for (int lag : new int[] {1, 2, 3, 8, 64}) {
            assertThat(Math.abs(correlation(draws, lag))).as("lag %d", lag).isLessThan(4 / Math.sqrt(PAIRS));
        }
        assertThat(chiSquare(draws)).isLessThan(168); // 99 degrees of freedom: p = 2e-5
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "bare seed", "epoch", "index", "view", "negative", "stride"})
    void neighbouringAddressesDifferInHalfOfTheirBits(String part) {
        LongFunction<RandomKey> address = address(part);
        int[] flips = new int[64];
        for (int i = 0; i < PAIRS; i++) {
            long difference = address.apply(i).state() ^ address.apply(i + 1).state();
            for (int bit = 0; bit < 64; bit++) {
                flips[bit] += (int) (difference >>> bit & 1);
            }
        }
        double tolerance = 5 * Math.sqrt(PAIRS) / 2;
        for (int count : flips) {
            assertThat((double) count).isBetween(PAIRS / 2.0 - tolerance, PAIRS / 2.0 + tolerance);
        }
    }

    @Test
    void everyInputBitChangesHalfOfTheOutputBits() {
        RandomStream inputs = RandomKey.of(9).stream();
        for (int bit = 0; bit < 64; bit++) {
            long seedFlips = 0;
            long partFlips = 0;
            long parentFlips = 0;
            for (int i = 0; i < 400; i++) {
                long a = inputs.nextLong();
                long b = inputs.nextLong();
                long flipped = 1L << bit;
                seedFlips += Long.bitCount(
                        RandomKey.of(a).state() ^ RandomKey.of(a ^ flipped).state());
                long child = RandomKey.childState(a, b);
                parentFlips += Long.bitCount(child ^ RandomKey.childState(a ^ flipped, b));
                partFlips += Long.bitCount(child ^ RandomKey.childState(a, b ^ flipped));
            }
            // mean 32, deviation 4 / sqrt(400) = 0.2
            assertThat(seedFlips / 400.0).isBetween(31.0, 33.0);
            assertThat(partFlips / 400.0).isBetween(31.0, 33.0);
            assertThat(parentFlips / 400.0).isBetween(31.0, 33.0);
        }
    }

    @Test
    void addressesDoNotCollide() {
        Set<Long> seen = new HashSet<>();
        RandomKey run = RandomKey.of(0);
        for (int epoch = 0; epoch < 10; epoch++) {
            for (int index = 0; index < 1000; index++) {
                for (int view = 0; view < 8; view++) {
                    assertThat(seen.add(
                                    run.child(epoch).child(index).child(view).state()))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void orderOfThePathMatters() {
        RandomKey run = RandomKey.of(1);
        assertThat(run.child(2).child(3)).isNotEqualTo(run.child(3).child(2));
        assertThat(run.child("augment")).isNotEqualTo(run.child("shuffle"));
        assertThat(run.child("augment")).isEqualTo(RandomKey.of(1).child("augment"));
    }

    /** Printed by this class itself, to notice any change: a change of these breaks every recorded run. */
    @Test
    void statesArePinned() {
        assertThat(RandomKey.of(0).state()).isEqualTo(-2152535657050944081L);
        assertThat(RandomKey.of(42).state()).isEqualTo(-4767286540954276203L);
        assertThat(RandomKey.of(42).child(1).child(2).child(3).state()).isEqualTo(8179541256122041895L);
        assertThat(RandomKey.of(42).child("augment").state()).isEqualTo(-1537304759894824722L);
        assertThat(RandomKey.childState(RandomKey.of(42).state(), 7))
                .isEqualTo(RandomKey.of(42).child(7).state());
    }

    private static double correlation(double[] draws, int lag) {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += (draws[i] - 0.5) * (draws[i + lag] - 0.5);
        }
        return sum / PAIRS * 12;
    }

    private static double chiSquare(double[] draws) {
        int[] cells = new int[100];
        for (double draw : draws) {
            cells[(int) (draw * 100)]++;
        }
        double expected = draws.length / 100.0;
        double sum = 0;
        for (int cell : cells) {
            sum += (cell - expected) * (cell - expected) / expected;
        }
        return sum;
    }
}
