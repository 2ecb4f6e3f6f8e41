package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Random views of samples of your own: the sample is changed at random and then written as the encoder's input writes
 * it.
 *
 * <pre>{@code
 * ViewGenerator<Purchase> views = SampleViews.pair(input, (purchase, random) -> purchase.blurred(random));
 * }</pre>
 *
 * @param <T> the sample type
 */
public final class SampleViews<T> implements ViewGenerator<T> {

    /** The name of the view. */
    public static final String VIEWS = "views";

    private final EncoderInput<T> input;
    private final BiFunction<T, RandomStream, T> change;
    private final ViewSpec row;
    private final ViewSpec view;

    private SampleViews(EncoderInput<T> input, BiFunction<T, RandomStream, T> change, int copies) {
        if (input.rows().size() != 1) {
            throw new IllegalArgumentException(
                    "these views need an input of one row for each sample, got one of " + input.rows());
        }
        this.input = input;
        this.change = change;
        this.row = input.rows().get(0);
        this.view = row.withName(VIEWS).withCopies(copies);
    }

    /** Two views of each sample, as most methods need them. */
    public static <T> SampleViews<T> pair(EncoderInput<T> input, BiFunction<T, RandomStream, T> change) {
        return copies(input, change, 2);
    }

    /**
     * Some views of each sample.
     *
     * @param change makes a changed sample and leaves the given one as it is; called from several threads at once
     */
    public static <T> SampleViews<T> copies(EncoderInput<T> input, BiFunction<T, RandomStream, T> change, int copies) {
        return new SampleViews<>(input, change, copies);
    }

    @Override
    public List<ViewSpec> layout() {
        return List.of(view);
    }

    @Override
    public void write(T sample, RandomKey key, ViewSlot slot) {
        for (int copy = 0; copy < view.copies(); copy++) {
            input.write(change.apply(sample, key.child(copy).stream()), new CopySlot(slot, copy));
        }
    }

    /** The place of the input's only row among the copies. */
    private record CopySlot(ViewSlot slot, int copy) implements ViewSlot {

        @Override
        public FloatBuffer row(String name, int ignored) {
            return slot.row(VIEWS, copy);
        }

        @Override
        public FloatBuffer mask(String name, int ignored) {
            return slot.mask(VIEWS, copy);
        }
    }
}
