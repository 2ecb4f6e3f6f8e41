package io.ssl4j.core.testing;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.joint.MultiCropMethod;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.random.RandomKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The views of {@link MultiCropMethod}: two copies of a vector as full-sized crops and some as small ones, each with
 * its own noise. A vector has no size to crop, so all rows are as long; the small ones are a view, and a pass, of their
 * own.
 *
 * @param locals small crops of each sample, 0 for no such view
 */
public record NoisyCrops(int length, int locals, float noise) implements ViewGenerator<float[]> {

    @Override
    public List<ViewSpec> layout() {
        return views().flatMap(view -> view.layout().stream()).toList();
    }

    @Override
    public void write(float[] sample, RandomKey key, ViewSlot slot) {
        views().forEach(view -> view.write(sample, key.child(view.view()), slot));
    }

    /** A batch of normal noise in double. */
    public ViewBatch gaussian(long seed, int size) {
        Map<String, Rows> arrays = new LinkedHashMap<>();
        views().forEach(view -> arrays.put(
                view.view(), Rows.of(TestArrays.gaussian(seed + arrays.size(), view.copies() * size, length))));
        return new ViewBatch(size, IntStream.range(0, size).toArray(), arrays);
    }

    private Stream<NoisyCopies> views() {
        NoisyCopies global = new NoisyCopies(MultiCropMethod.GLOBAL, length, 2, noise);
        NoisyCopies local = new NoisyCopies(MultiCropMethod.LOCAL, length, locals, noise);
        return locals == 0 ? Stream.of(global) : Stream.of(global, local);
    }
}
