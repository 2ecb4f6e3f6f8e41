package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    /** Sorted labels: classSizes[c] samples of class c. */
    private static int[] sorted(int... classSizes) {
        return IntStream.range(0, classSizes.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(classSizes[c]))
                .toArray();
    }

    private static int[] counts(int[] labels, int[] indices, int classes) {
        int[] counts = new int[classes];
        for (int index : indices) {
            counts[labels[index]]++;
        }
        return counts;
    }

    @Test
    void partsAreDisjointAndEveryClassKeepsItsShareToWithinOneSample() {
        RandomStream random = RandomKey.of(7).stream();
        for (int trial = 0; trial < 300; trial++) {
            int[] classSizes = random.ints(random.nextInt(1, 12), 0, 40).toArray();
            int[] labels = sorted(classSizes);
            int parts = random.nextInt(1, 6);
            if (labels.length < parts) {
                continue;
            }
            int[] sizes = new int[parts];
            int left = labels.length;
            for (int p = 0; p < parts; p++) {
                sizes[p] = random.nextInt(1, left - (parts - 1 - p) + 1);
                left -= sizes[p];
            }
            List<int[]> split = Stratification.split(labels, sizes, trial);

            int[] all = split.stream().flatMapToInt(Arrays::stream).toArray();
            assertThat(Arrays.stream(all).distinct().count()).isEqualTo(all.length);
            for (int p = 0; p < parts; p++) {
                assertThat(split.get(p)).hasSize(sizes[p]);
                int[] counts = counts(labels, split.get(p), classSizes.length);
                for (int c = 0; c < classSizes.length; c++) {
                    double share = (double) classSizes[c] * sizes[p] / labels.length;
                    assertThat((double) counts[c])
                            .as(
                                    "trial %d, class sizes %s, part sizes %s",
                                    trial, Arrays.toString(classSizes), Arrays.toString(sizes))
                            .isGreaterThan(share - 1)
                            .isLessThan(share + 1);
                }
            }
        }
    }

    @Test
    void aSmallSubsetOfSortedClassesHasManyClasses() {
        int[] labels = sorted(1000, 1000, 1000, 1000);
        assertThat(counts(labels, Stratification.subset(labels, 4, 1), 4)).containsExactly(1, 1, 1, 1);
        assertThat(counts(labels, Stratification.subset(labels, 2, 1), 4)).containsOnly(0, 1);

        int[] rare = sorted(99, 1);
        assertThat(counts(rare, Stratification.subset(rare, 2, 5), 2)).containsExactly(1, 1);
    }

    @Test
    void partsAreShuffledAndDependOnTheSeedAlone() {
        int[] labels = sorted(500, 500);
        int[] part = Stratification.subset(labels, 200, 3);

        assertThat(part).isEqualTo(Stratification.subset(labels, 200, 3));
        assertThat(part).isNotEqualTo(Stratification.subset(labels, 200, 4));
        int[] firstHalf = counts(labels, Arrays.copyOf(part, 100), 2);
        assertThat(firstHalf[0]).isBetween(30, 70);
        assertThat(part).isNotEqualTo(Arrays.stream(part).sorted().toArray());
    }

    @Test
    void fractionsUseEverySample() {
        assertThat(Stratification.sizes(10, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}))
                .containsExactly(3, 4, 3);
        assertThat(Stratification.sizes(60000, new double[] {0.9, 0.1})).containsExactly(54000, 6000);
        assertThat(Stratification.sizes(10, new double[] {0.5})).containsExactly(5);
    }

    @Test
    void labelledImagesSplitWithTheirLabels() {
        LabeledImageDataset data = SyntheticImages.patterns(20, 4, 8, 1, 1);
        List<LabeledImageDataset> parts = data.split(42, 0.75, 0.25);

        assertThat(parts).extracting(LabeledImageDataset::size).containsExactly(60, 20);
        LabeledImageDataset validation = parts.get(1);
        for (int i = 0; i < validation.size(); i++) {
            int original = Integer.parseInt(validation.name(i));
            assertThat(validation.get(i)).isSameAs(data.get(original));
            assertThat(validation.label(i)).isEqualTo(data.label(original));
        }
        assertThat(data.subset(8, 1).labels()).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(data.unlabeled()).isNotInstanceOf(LabeledDataset.class);
        assertThat(data.unlabeled().subset(5, 1).size()).isEqualTo(5);
    }

    @Test
    void anyLabelledDatasetSplits() {
        LabeledDataset<String> words = new RelabeledDataset<>(
                new ListDataset<>(List.of("a", "b", "c", "x", "y", "z")), sorted(3, 3), List.of("first", "last"));

        List<? extends LabeledDataset<String>> parts = words.splitSizes(1, 2, 4);
        assertThat(parts.get(0).labels()).containsExactlyInAnyOrder(0, 1);
        assertThat(parts.get(1).labels()).containsExactlyInAnyOrder(0, 0, 1, 1);
        assertThat(words.subset(2, 9).labels()).containsExactlyInAnyOrder(0, 1);
        assertThat(words.unlabeled()).isNotInstanceOf(LabeledDataset.class);
        assertThat(words.unlabeled().get(3)).isEqualTo("x");
        assertThat(words.select(5, 0).get(0)).isEqualTo("z");
    }

    @Test
    void permutedLabelsKeepTheClassSizes() {
        LabeledImageDataset data = SyntheticImages.patterns(50, 4, 8, 1, 1);
        LabeledImageDataset permuted = data.withPermutedLabels(1);

        assertThat(permuted.labels()).isNotEqualTo(data.labels()).containsExactlyInAnyOrder(data.labels());
        assertThat(permuted.labels()).isEqualTo(data.withPermutedLabels(1).labels());
        assertThat(permuted.get(7)).isSameAs(data.get(7));
    }

    @Test
    void refusesPartsThatCannotBe() {
        LabeledImageDataset data = SyntheticImages.patterns(5, 2, 8, 1, 1);

        assertThatThrownBy(() -> data.subset(11, 1))
                .hasMessage("a subset needs 1 to 10 samples, as many as the data set has, got 11");
        assertThatThrownBy(() -> data.split(1, 0.8, 0.3))
                .hasMessage("the fractions of a split must sum to at most 1, got [0.8, 0.3]");
        assertThatThrownBy(() -> data.split(1, 5, 5))
                .hasMessageContaining("got [5.0, 5.0]; splitSizes takes numbers of samples");
        assertThatThrownBy(() -> data.split(1, 0.98, 0.02))
                .hasMessageContaining("a fraction of 0.02 of 10 samples is none");
        assertThatThrownBy(() -> data.splitSizes(1, 6, 5))
                .hasMessageContaining("the parts of a split may hold 10 samples together");
        assertThatThrownBy(() -> data.select(10)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
