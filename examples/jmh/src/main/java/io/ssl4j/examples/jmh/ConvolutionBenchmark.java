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
 * A convolution of our encoders; backward gives the gradients by weights and by data. Backward alone is the difference
 * of the two rows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {

    /** Where in a network, by size and channels of the input, channels of the output, kernel and stride. */
    public enum Place {
        S_STEM(Scale.RECIPE_S, 28, 1, 32, 3, 1),
        S_STAGE1(Scale.RECIPE_S, 28, 32, 32, 3, 1),
        S_STAGE2_FIRST(Scale.RECIPE_S, 28, 32, 64, 3, 2),
        S_STAGE2_SHORTCUT(Scale.RECIPE_S, 28, 32, 64, 1, 2),
        S_STAGE2(Scale.RECIPE_S, 14, 64, 64, 3, 1),
        S_STAGE3_FIRST(Scale.RECIPE_S, 14, 64, 128, 3, 2),
        S_STAGE3(Scale.RECIPE_S, 7, 128, 128, 3, 1),
        RESNET18_STEM(Scale.RESNET18, 32, 3, 64, 3, 1),
        RESNET18_STAGE1(Scale.RESNET18, 32, 64, 64, 3, 1),
        RESNET18_STAGE2(Scale.RESNET18, 16, 128, 128, 3, 1),
        RESNET18_STAGE3(Scale.RESNET18, 8, 256, 256, 3, 1),
        RESNET18_STAGE4(Scale.RESNET18, 4, 512, 512, 3, 1);

        private final Scale scale;
        private final int size;
        private final int channels;
        private final int out;
        private final int kernel;
        private final int stride;

        Place(Scale scale, int size, int channels, int out, int kernel, int stride) {
            this.scale = scale;
            this.size = size;
            this.channels = channels;
            this.out = out;
            this.kernel = kernel;
            this.stride = stride;
        }

        private ComputationGraphConfiguration layer() {
            return Layers.convolution(size, channels, out, kernel, stride);
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
