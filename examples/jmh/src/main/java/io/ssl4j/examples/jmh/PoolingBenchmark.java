package io.ssl4j.examples.jmh;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
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
 * The poolings of our encoders: the mean of each channel at the end, and ImageNet's stem. Backward alone is the
 * difference of the two rows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolingBenchmark {

    /** Where in a network, by size and channels. */
    public enum Place {
        S_END(Scale.RECIPE_S, 7, 128),
        RESNET18_END(Scale.RESNET18, 4, 512),
        IMAGENET_STEM(Scale.IMAGENET, 112, 64);

        private final Scale scale;
        private final int size;
        private final int channels;

        Place(Scale scale, int size, int channels) {
            this.scale = scale;
            this.size = size;
            this.channels = channels;
        }

        private ComputationGraphConfiguration layer() {
            return this == IMAGENET_STEM ? Layers.maxPool(size, channels) : Layers.globalAverage(size, channels);
        }
    }

    @Param
    LayerPath path;

    @Param
    Place place;

    /** Images; "recipe" is 512 for recipe S, 64 for ResNet-18 and 16 at ImageNet's size. */
    @Param("recipe")
    String rows;

    private LayerRun run;

    @Setup
    public void prepare() {
        run = new LayerRun(place.layer(), path, place.scale.rows(rows), place.size, place.size, place.channels);
    }

    @Benchmark
    public INDArray forward() {
        return run.forward();
    }

    @Benchmark
    public INDArray forwardAndBackward() {
        return run.forwardAndBackward();
    }
}
