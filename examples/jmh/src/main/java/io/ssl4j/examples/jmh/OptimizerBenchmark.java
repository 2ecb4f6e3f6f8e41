package io.ssl4j.examples.jmh;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;
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

/** One update of all parameters of an encoder. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {

    private static final double LEARNING_RATE = 1e-5;

    /** The optimisers, each with its defaults. */
    public enum Rule {
        SGD(Optimizers.sgd(LEARNING_RATE)),
        ADAM(Optimizers.adam(LEARNING_RATE)),
        ADAM_W(Optimizers.adamW(LEARNING_RATE));

        private final Optimizer optimizer;

        Rule(Optimizer optimizer) {
            this.optimizer = optimizer;
        }
    }

    /** ImageEncoders of 0.31 and 11.2 million parameters. */
    public enum Size {
        RESNET_S,
        RESNET18;

        private Encoder<Image> encoder() {
            return this == RESNET_S
                    ? ImageEncoders.resNetS(ImageInput.of(28, 28, 1), 32, 1)
                    : ImageEncoders.resNet18(ImageInput.of(32, 32, 3), ImageEncoders.Stem.SMALL_IMAGE, 1);
        }
    }

    @Param
    Rule rule;

    @Param
    Size encoder;

    private ParameterUpdater updater;

    @Setup
    public void prepare() {
        ParameterGroup group = ParameterGroup.of(encoder.encoder().network());
        group.network()
                .parameters()
                .gradients()
                .assign(Nd4j.randn(group.network().parameters().gradients().shape()));
        updater = rule.optimizer.updater(group);
    }

    @Benchmark
    public void update() {
        updater.update(LEARNING_RATE, 0);
    }
}
