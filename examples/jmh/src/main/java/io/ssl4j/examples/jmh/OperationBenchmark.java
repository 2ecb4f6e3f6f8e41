package io.ssl4j.examples.jmh;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.augment.ChannelDrop;
import io.ssl4j.core.vision.augment.ColorJitter;
import io.ssl4j.core.vision.augment.Flip;
import io.ssl4j.core.vision.augment.GammaJitter;
import io.ssl4j.core.vision.augment.GaussianBlur;
import io.ssl4j.core.vision.augment.Grayscale;
import io.ssl4j.core.vision.augment.ImageAugmentation;
import io.ssl4j.core.vision.augment.Normalize;
import io.ssl4j.core.vision.augment.RandomAffine;
import io.ssl4j.core.vision.augment.RandomErasing;
import io.ssl4j.core.vision.augment.RandomPaddedCrop;
import io.ssl4j.core.vision.augment.RandomResizedCrop;
import io.ssl4j.core.vision.augment.RightAngleRotation;
import io.ssl4j.core.vision.augment.Solarize;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.core.vision.image.Resize;
import java.util.Arrays;
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
 * One augmentation of one image of bytes, on one thread. The image is read into floats first, which {@link
 * Operation#NONE} does alone; crops and resizing read it themselves. Every call draws its own random choices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OperationBenchmark {

    /** An operation at the strength of SimCLR's recipe, or its usual one. */
    public enum Operation {
        NONE,
        RANDOM_RESIZED_CROP,
        RANDOM_PADDED_CROP,
        RESIZE,
        FLIP_HORIZONTAL,
        FLIP_VERTICAL,
        COLOR_JITTER,
        GAMMA_JITTER,
        GRAYSCALE,
        GAUSSIAN_BLUR,
        SOLARIZE,
        RANDOM_AFFINE,
        RANDOM_ERASING,
        RIGHT_ANGLE_ROTATION,
        CHANNEL_DROP,
        NORMALIZE;

        ImageAugmentation pipeline(ImageShape shape) {
            int height = shape.height();
            int width = shape.width();
            ImageAugmentation.Builder builder = ImageAugmentation.builder();
            ImageAugmentation.Builder filled =
                    switch (this) {
                        case NONE -> builder;
                        case RANDOM_RESIZED_CROP -> builder.crop(RandomResizedCrop.of(height, width));
                        case RANDOM_PADDED_CROP -> builder.crop(new RandomPaddedCrop(height, width, height / 8));
                        case RESIZE -> builder.crop(Resize.stretch(height / 2, width / 2));
                        case FLIP_HORIZONTAL -> builder.add(Flip.HORIZONTAL);
                        case FLIP_VERTICAL -> builder.add(Flip.VERTICAL);
                        case COLOR_JITTER -> builder.add(jitter(shape.channels()));
                        case GAMMA_JITTER -> builder.add(new GammaJitter(0.4));
                        case GRAYSCALE -> builder.add(Grayscale.ANY_CHANNELS);
                        case GAUSSIAN_BLUR -> builder.add(GaussianBlur.standard());
                        case SOLARIZE -> builder.add(Solarize.half());
                        case RANDOM_AFFINE -> builder.add(RandomAffine.rotation(30));
                        case RANDOM_ERASING -> builder.add(RandomErasing.standard());
                        case RIGHT_ANGLE_ROTATION -> builder.add(RightAngleRotation.random());
                        case CHANNEL_DROP -> builder.add(ChannelDrop.toZero());
                        case NORMALIZE -> builder.add(normalize(shape.channels()));
                    };
            return filled.build();
        }

        private static ColorJitter jitter(int channels) {
            return channels == 3 ? ColorJitter.of(0.4, 0.4, 0.4, 0.1) : ColorJitter.gray(0.4, 0.4);
        }

        private static Normalize normalize(int channels) {
            float[] mean = new float[channels];
            float[] deviation = new float[channels];
            Arrays.fill(mean, 0.5f);
            Arrays.fill(deviation, 0.25f);
            return new Normalize(mean, deviation);
        }
    }

    @Param
    Operation operation;

    @Param({"28x28x1", "32x32x3", "224x224x3"})
    String image;

    private final ImageBuffer picture = new ImageBuffer();
    private final RandomStream random = RandomKey.of(1).stream();
    private ImageAugmentation pipeline;
    private Image source;

    @Setup
    public void prepare() {
        ImageShape shape = Pictures.shape(image);
        source = Pictures.pattern(shape, 1);
        pipeline = operation.pipeline(shape);
    }

    /** One view, ready in the buffer. */
    @Benchmark
    public float[] view() {
        pipeline.apply(source, picture, random);
        return picture.plane(0);
    }
}
