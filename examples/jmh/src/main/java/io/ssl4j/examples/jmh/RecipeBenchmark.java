package io.ssl4j.examples.jmh;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All views of one image by a published recipe, normalised and written into rows of a batch, on one thread: two views,
 * of SwAV and DINO also the small ones.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecipeBenchmark {

    /** A name of {@link Recipes#named}; on other than three channels without colour. */
    @Param({"simclr-small", "gray-small", "simclr", "moco-v2", "byol", "vicreg", "swav", "dino"})
    String recipe;

    @Param({"28x28x1", "32x32x3", "224x224x3"})
    String image;

    private ViewGenerator<Image> views;
    private Image source;
    private Rows rows;
    private long key;

    @Setup
    public void prepare() {
        ImageShape shape = Pictures.shape(image);
        ImageInput input = ImageInput.of(shape.height(), shape.width(), shape.channels());
        views = Recipes.named(recipe).adaptedTo(input).views(input);
        source = Pictures.pattern(shape, 1);
        rows = new Rows(views);
    }

    /** All views of the image. */
    @Benchmark
    public Object views() {
        views.write(source, RandomKey.of(key++), rows);
        return rows;
    }

    /** One row for each group of views, in memory of the kind that batches have. */
    private static final class Rows implements ViewSlot {

        private final Map<String, FloatBuffer> rows = new HashMap<>();

        Rows(ViewGenerator<Image> views) {
            for (ViewSpec view : views.layout()) {
                rows.put(
                        view.name(),
                        ByteBuffer.allocateDirect(Math.toIntExact(view.rowLength() * Float.BYTES))
                                .order(ByteOrder.nativeOrder())
                                .asFloatBuffer());
            }
        }

        @Override
        public FloatBuffer row(String view, int copy) {
            return rows.get(view).clear();
        }

        @Override
        public FloatBuffer mask(String view, int copy) {
            throw new IllegalArgumentException("view '" + view + "' has no mask");
        }
    }
}
