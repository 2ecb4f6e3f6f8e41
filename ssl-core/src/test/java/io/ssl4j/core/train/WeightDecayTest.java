package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.optim.BiasAndNorm;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.image.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weight decay on all parameters of graphs with batch norm, and a separate rate for biases and norms. */
class WeightDecayTest {

    private static final Dataset<Image> IMAGES = SyntheticImages.noise(26, 8, 8, 1, 3);
    private static final BiasAndNorm ALL = BiasAndNorm.usual().withDecay();

    @TempDir
    Path temporary;

    /** Pairs of an optimiser without decay and the same with a large decay on everything. */
    static Stream<List<Optimizer>> optimizers() {
        return Stream.of(
                List.of(
                        Optimizers.sgd(0.01),
                        Optimizers.sgd(0.01).withWeightDecay(5).withBiasAndNorm(ALL)),
                List.of(
                        Optimizers.adam(0.01),
                        Optimizers.adam(0.01).withWeightDecay(5).withBiasAndNorm(ALL)),
                List.of(
                        Optimizers.adamW(0.01).withWeightDecay(0),
                        Optimizers.adamW(0.01).withWeightDecay(5).withBiasAndNorm(ALL)),
                List.of(
                        Optimizers.lars(0.1).withWeightDecay(0),
                        Optimizers.lars(0.1).withWeightDecay(5).withBiasAndNorm(ALL)));
    }

    /**
     * One step: the statistics of a batch depend only on the initial weights, so that decay may not show in them, while
     * biases and norms must differ.
     */
    @ParameterizedTest
    @MethodSource("optimizers")
    void runningStatisticsNeverDecay(List<Optimizer> pair) {
        GraphMethod plain = oneStep(pair.get(0));
        GraphMethod decayed = oneStep(pair.get(1));
        assertThat(compare(plain.encoder.network(), decayed.encoder.network()))
                .contains("norm_mean STATISTIC same", "norm_var STATISTIC same", "norm_gamma NORM other");
        assertThat(compare(plain.encoder.network(), decayed.encoder.network()))
                .noneMatch(line -> line.endsWith("STATISTIC other"));
        assertThat(compare(plain.head, decayed.head)).noneMatch(line -> line.endsWith("STATISTIC other"));
    }

    private GraphMethod oneStep(Optimizer optimizer) {
        GraphMethod method = new GraphMethod(1);
        Trainer.builder()
                .optimizer(optimizer)
                .epochs(1)
                .batchSize(20)
                .seed(11)
                .build()
                .fit(method, IMAGES);
        return method;
    }

    private static List<String> compare(Network one, Network other) {
        return one.parameters().segments().stream()
                .map(segment -> segment.name() + " " + segment.kind()
                        + (values(one, segment).equals(values(other, segment)) ? " same" : " other"))
                .toList();
    }

    private static Object values(Network network, Segment segment) {
        return Parameters.view(network.parameters().values(), segment).dup();
    }

    @Test
    void aStepMovesTheRunningStatistics() {
        GraphMethod trained = oneStep(Optimizers.sgd(0.01));
        Network before = new GraphMethod(1).encoder.network();
        assertThat(compare(before, trained.encoder.network()))
                .filteredOn(line -> line.contains(SegmentKind.STATISTIC.name()))
                .hasSize(2)
                .allMatch(line -> line.endsWith("other"));
    }

    @Test
    void aRunWithDecayOnAllAndASeparateBiasRateResumesToTheSameBits() {
        TrainingResult whole = builder("straight", barlowTwins()).build().fit(new GraphMethod(1), IMAGES);
        RunControl control = new RunControl();
        builder("parts", barlowTwins())
                .control(control)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        if (step.step() == 3) {
                            control.stop();
                        }
                    }
                })
                .build()
                .fit(new GraphMethod(1), IMAGES);
        TrainingResult resumed = builder("parts", barlowTwins()).build().resume(new GraphMethod(2), IMAGES);
        assertThat(CheckpointBits.of(resumed)).isEqualTo(CheckpointBits.of(whole));

        assertThatThrownBy(() -> builder("parts", Optimizers.lars(0.2)).build().resume(new GraphMethod(1), IMAGES))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("a run resumes under the settings that it began with")
                .hasMessageContaining(
                        "clipping=false, biasAndNorm=decayed, learning rate x 0.023999999999999997), this run has");
    }

    private static Optimizer barlowTwins() {
        return Optimizers.lars(0.2).withBiasAndNorm(ALL).withBiasLearningRate(0.0048);
    }

    private TrainerBuilder builder(String directory, Optimizer optimizer) {
        return Trainer.builder()
                .optimizer(optimizer)
                .epochs(2)
                .batchSize(6)
                .seed(11)
                .checkpoints(temporary.resolve(directory), Every.epochs(1));
    }
}
