package io.ssl4j.cli.option;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.registry.DataSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which samples are in which part, by index.
 *
 * @param train samples of the source's training part that are learned from
 * @param validation samples of the source's training part that a run is watched on
 * @param test samples that are looked at once: of the source's test part, or of its training part
 * @param ownTest whether the source has a test part of its own
 */
public record SplitPlan(int[] train, int[] validation, int[] test, boolean ownTest) {

    /** The parts of a source. */
    public <T> DataSplit<T> of(DataSource<T> source) {
        if (!(source.train() instanceof LabeledDataset<T> labeled)) {
            return DataSplit.unlabeled(
                    isAll(train, source.train())
                            ? source.train()
                            : source.train().select(train));
        }
        LabeledDataset<T> bank = labeled.select(train);
        Optional<LabeledDataset<T>> watched =
                validation.length == 0 ? Optional.empty() : Optional.of(labeled.select(validation));
        LabeledDataset<T> tested = ownTest ? labeledTest(source).orElseThrow() : labeled;
        return new DataSplit<>(
                bank.unlabeled(),
                Optional.of(bank),
                watched,
                Optional.of(isAll(test, tested) ? tested : tested.select(test)));
    }

    /**
     * Returns indices in the order in which a part keeps its samples: as in the data if these are all, else as a hash
     * of their names says, so that the order too is the same whatever else the data holds.
     */
    public static int[] ordered(Dataset<?> data, int[] indices) {
        if (indices.length == data.size()) {
            return IntStream.of(indices).sorted().toArray();
        }
        RandomKey key = RandomKey.of(0).child("order by name");
        long[] places = new long[data.size()];
        for (int i : indices) {
            places[i] = key.child(data.name(i)).state();
        }
        return IntStream.of(indices)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> places[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean isAll(int[] indices, Dataset<?> data) {
        return indices.length == data.size()
                && IntStream.range(0, indices.length).allMatch(i -> indices[i] == i);
    }

    /** The source's own test part, if it has labels. */
    static <T> Optional<LabeledDataset<T>> labeledTest(DataSource<T> source) {
        return source.test()
                .flatMap(part -> part instanceof LabeledDataset<T> labeled ? Optional.of(labeled) : Optional.empty());
    }
}
