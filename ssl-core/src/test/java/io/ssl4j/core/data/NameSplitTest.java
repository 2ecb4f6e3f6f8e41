package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sample's part follows from its name, whatever else is in the data. */
class NameSplitTest {

    private record Named(List<String> names, int classes) implements LabeledDataset<String> {

        @Override
        public int size() {
            return names.size();
        }

        @Override
        public String get(int index) {
            return names.get(index);
        }

        @Override
        public String name(int index) {
            return names.get(index);
        }

        @Override
        public int label(int index) {
            return Math.floorMod(names.get(index).hashCode(), classes);
        }

        @Override
        public List<String> classNames() {
            return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        }
    }

    private static Named named(int from, int to, int classes) {
        return new Named(
                IntStream.range(from, to).mapToObj(i -> "image" + i + ".png").toList(), classes);
    }

    private static Set<String> names(Dataset<String> part) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < part.size(); i++) {
            names.add(part.name(i));
        }
        return names;
    }

    @Test
    void partsAreDisjointAndHoldEverySample() {
        List<? extends LabeledDataset<String>> parts = named(0, 500, 5).splitByName(1, 0.7, 0.1, 0.2);
        Set<String> all = new HashSet<>();
        parts.forEach(part -> all.addAll(names(part)));
        assertThat(all).hasSize(500);
        assertThat(parts.stream().mapToInt(Dataset::size).sum()).isEqualTo(500);
    }

    @Test
    void aDataSetThatGrewByATenthKeepsEverySampleInItsPart() {
        List<? extends LabeledDataset<String>> before = named(0, 800, 4).splitByName(1, 0.8, 0.2);
        List<String> grown = new ArrayList<>(named(0, 880, 4).names());
        Collections.shuffle(grown, new Random(3));
        List<? extends LabeledDataset<String>> after = new Named(grown, 4).splitByName(1, 0.8, 0.2);
        assertThat(names(after.get(0))).containsAll(names(before.get(0)));
        assertThat(names(after.get(1))).containsAll(names(before.get(1)));
        List<? extends LabeledDataset<String>> shrunk = named(80, 800, 4).splitByName(1, 0.8, 0.2);
        assertThat(names(before.get(1))).containsAll(names(shrunk.get(1)));
    }

    @Test
    void everyClassHasItsShareWithinChance() {
        List<? extends LabeledDataset<String>> parts = named(0, 10_000, 5).splitByName(7, 0.8, 0.2);
        int[] counts = new int[5];
        IntStream.of(parts.get(1).labels()).forEach(label -> counts[label]++);
        // About 400 of 2,000 each; the deviation is the root of 2000 x 0.2 x 0.8, 18.
        assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - 400) < 4 * 18);
    }

    @Test
    void anotherSeedGivesOtherPartsAndTheSameSeedTheSameOrder() {
        Named data = named(0, 200, 2);
        List<? extends LabeledDataset<String>> one = data.splitByName(1, 0.5, 0.5);
        assertThat(names(data.splitByName(2, 0.5, 0.5).get(0))).isNotEqualTo(names(one.get(0)));
        List<String> reversed = new ArrayList<>(data.names());
        Collections.reverse(reversed);
        LabeledDataset<String> again =
                new Named(reversed, 2).splitByName(1, 0.5, 0.5).get(0);
        assertThat(IntStream.range(0, again.size()).mapToObj(again::name))
                .containsExactlyElementsOf(IntStream.range(0, one.get(0).size())
                        .mapToObj(one.get(0)::name)
                        .toList());
    }

    @Test
    void noPartLacksAClassThatHasASampleToSpare() {
        for (int seed = 0; seed < 50; seed++) {
            List<? extends LabeledDataset<String>> parts = named(0, 20, 4).splitByName(seed, 0.9, 0.1);
            for (LabeledDataset<String> part : parts) {
                assertThat(IntStream.of(part.labels()).distinct().count()).isEqualTo(4);
            }
        }
    }

    @Test
    void aPartThatNoSampleFallsIntoIsRefused() {
        assertThatThrownBy(() -> named(0, 1, 1).splitByName(1, 0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("every part of a split needs a sample, but by their names none of 1 falls into the"
                        + " part of 0\\.5; use larger fractions, another seed or more samples");
        assertThatThrownBy(() -> named(0, 9, 1).splitByName(1, 0.8, 0.3))
                .hasMessage("the fractions of a split must sum to at most 1, got [0.8, 0.3]");
    }
}
