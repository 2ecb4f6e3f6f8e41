package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.testing.LinearNetwork;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Batches that make one update are the update of one large batch, or are refused. */
class AccumulationTest {

    private static final Vectors DATA = new Vectors(43, MeanSquareMethod.LENGTH, 7);

    @TempDir
    Path temporary;

    /**
     * 43 samples are two updates of 16 and a rest of 11: two batches of 4 and one of 3, or one of 5, one of 5 and one
     * of 1.
     */
    @ParameterizedTest
    @CsvSource({"4, 4, true", "4, 4, false", "5, 3, false", "16, 2, false", "1, 7, false"})
    void batchesAddUpToOne(int batchSize, int accumulate, boolean dropLast) {
        List<StepDone> wholeSteps = new ArrayList<>();
        List<StepDone> steps = new ArrayList<>();
        MeanSquareMethod whole = new MeanSquareMethod(1);
        MeanSquareMethod parts = new MeanSquareMethod(1);
        TrainingResult expected = trainer(wholeSteps)
                .batchSize(batchSize * accumulate)
                .dropLast(dropLast)
                .build()
                .fit(whole, DATA);
        TrainingResult actual = trainer(steps)
                .batchSize(batchSize)
                .accumulate(accumulate)
                .dropLast(dropLast)
                .build()
                .fit(parts, DATA);

        int perEpoch = dropLast ? 43 / (batchSize * accumulate) : (int) Math.ceil(43.0 / (batchSize * accumulate));
        assertThat(actual.steps()).isEqualTo(expected.steps()).isEqualTo(3L * perEpoch);
        assertThat(parts.updates).isEqualTo(whole.updates).isEqualTo(3L * perEpoch);
        assertThat(parts.sizes.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(whole.sizes.stream().mapToInt(Integer::intValue).sum());
        assertThat(parts.sizes).hasSizeGreaterThan(whole.sizes.size());
        double[] wanted = whole.encoder.parameters().values().toDoubleVector();
        assertThat(parts.encoder.parameters().values().toDoubleVector()).containsExactly(wanted, within(1e-12));
        assertThat(parts.head.parameters().values().toDoubleVector())
                .containsExactly(whole.head.parameters().values().toDoubleVector(), within(1e-12));
        assertThat(wanted)
                .isNotEqualTo(
                        new MeanSquareMethod(1).encoder.parameters().values().toDoubleVector());
        for (int i = 0; i < steps.size(); i++) {
            StepDone one = wholeSteps.get(i);
            StepDone sum = steps.get(i);
            assertThat(sum.loss()).isCloseTo(one.loss(), within(1e-12));
            assertThat(sum.terms().get("twice")).isCloseTo(2 * one.loss(), within(1e-12));
            assertThat(sum.gradientNorm()).isCloseTo(one.gradientNorm(), within(1e-12));
            assertThat(sum.learningRate()).isEqualTo(one.learningRate());
        }
    }

    /** A graph of dense layers without batch norm, in double. */
    @Test
    void realNetworksWithoutBatchNorm() {
        MeanSquareMethod whole = graphs();
        MeanSquareMethod parts = graphs();
        trainer(new ArrayList<>()).batchSize(16).dropLast(false).build().fit(whole, DATA);
        trainer(new ArrayList<>())
                .batchSize(4)
                .accumulate(4)
                .dropLast(false)
                .build()
                .fit(parts, DATA);
        assertThat(parts.encoder.parameters().values().toDoubleVector())
                .containsExactly(whole.encoder.parameters().values().toDoubleVector(), within(1e-12));
    }

    private static MeanSquareMethod graphs() {
        return new MeanSquareMethod(
                HeadShape.withoutNorm(5, 8)
                        .on(MeanSquareMethod.LENGTH, "encoder")
                        .build(1, DataType.DOUBLE),
                HeadShape.withoutNorm(3).on(5, "head").build(2, DataType.DOUBLE));
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "3, 4", "5, 4", "8, 4"})
    void resumesInTheMiddleOfAnEpochToTheSameBits(int stopAfter, int accumulate) {
        Path straight = temporary.resolve("straight");
        TrainingResult expected = checkpointed(straight, accumulate).build().fit(new MeanSquareMethod(1), DATA);
        Path parts = temporary.resolve("parts");
        RunControl control = new RunControl();
        TrainingResult stopped = checkpointed(parts, accumulate)
                .control(control)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        if (step.step() == stopAfter) {
                            control.stop();
                        }
                    }
                })
                .build()
                .fit(new MeanSquareMethod(1), DATA);
        assertThat(stopped.steps()).isEqualTo(stopAfter);
        TrainingResult actual = checkpointed(parts, accumulate).build().resume(new MeanSquareMethod(9), DATA);
        assertThat(actual.steps()).isEqualTo(9);
        assertThat(actual.epochLosses()).isEqualTo(expected.epochLosses());
        assertThat(CheckpointBits.of(actual)).isEqualTo(CheckpointBits.of(expected));

        assertThatThrownBy(() -> checkpointed(parts, 2).batchSize(8).build().resume(new MeanSquareMethod(1), DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("it was written with batchSize = 4, this run has batchSize = 8");
        assertThatThrownBy(() -> checkpointed(parts, 2).build().resume(new MeanSquareMethod(1), DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("it was written with accumulate = 4, this run has accumulate = 2");
    }

    private static TrainerBuilder checkpointed(Path directory, int accumulate) {
        return trainer(new ArrayList<>())
                .batchSize(4)
                .accumulate(accumulate)
                .dropLast(false)
                .checkpoints(directory, Every.steps(2), 2);
    }

    /** An interrupted wait for a batch leaves the update that was under way out; nothing of it is kept. */
    @Test
    void anInterruptedUpdateIsLeftOut() {
        Path straight = temporary.resolve("straight");
        TrainingResult expected = checkpointed(straight, 4).build().fit(new MeanSquareMethod(1), DATA);
        Path parts = temporary.resolve("parts");
        MeanSquareMethod interrupted = new MeanSquareMethod(1) {
            @Override
            public StepResult step(io.ssl4j.core.batch.ViewBatch batch, StepContext context) {
                StepResult result = super.step(batch, context);
                if (context.step() == 4 && sizes.size() == 4 * 2 + 3 + 4 + 2) {
                    Thread.currentThread().interrupt();
                }
                return result;
            }
        };
        TrainingResult stopped = checkpointed(parts, 4).build().fit(interrupted, DATA);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        TrainingResult actual = checkpointed(parts, 4).build().resume(new MeanSquareMethod(9), DATA);
        assertThat(CheckpointBits.of(actual)).isEqualTo(CheckpointBits.of(expected));
    }

    @Test
    void eachBatchOfAnUpdateHasRandomnessOfItsOwn() {
        List<Float> drawn = new ArrayList<>();
        MeanSquareMethod drawing = new MeanSquareMethod(1) {
            @Override
            public StepResult step(io.ssl4j.core.batch.ViewBatch batch, StepContext context) {
                drawn.add(context.random().stream().nextFloat());
                drawn.add(org.nd4j.linalg.factory.Nd4j.rand(DataType.FLOAT, 1).getFloat(0));
                return super.step(batch, context);
            }
        };
        trainer(new ArrayList<>()).epochs(1).batchSize(4).accumulate(5).build().fit(drawing, DATA);
        assertThat(drawn).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aMethodThatPromisesNothingIsRefused() {
        ToyMethod method = new ToyMethod(1);
        assertThatThrownBy(() -> trainer(new ArrayList<>())
                        .batchSize(4)
                        .accumulate(2)
                        .build()
                        .fit(method, DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accumulating 2 batches of 4 is the update of one batch of 8 only where the samples of a"
                        + " batch do not depend on each other; in the loss of method 'toy', samples may depend on each"
                        + " other: the method does not say otherwise (batchDependence()); set accumulate to 1 and"
                        + " batchSize to what memory allows");
        assertThat(method.calls).containsExactly("prepare");
    }

    @Test
    void aNetworkWithBatchNormIsRefused() {
        MeanSquareMethod method = new MeanSquareMethod(
                HeadShape.of(5, 8).on(MeanSquareMethod.LENGTH, "encoder").build(1, DataType.DOUBLE),
                LinearNetwork.of("head", 5, 3, 1, DataType.DOUBLE));
        assertThatThrownBy(() -> trainer(new ArrayList<>())
                        .batchSize(4)
                        .accumulate(2)
                        .build()
                        .fit(method, DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accumulating 2 batches of 4 is the update of one batch of 8 only where the samples of a"
                        + " batch do not depend on each other; in network 'encoder', batch norm takes its statistics"
                        + " over the batch (parameter 'layer1_norm_mean'); set accumulate to 1 and batchSize to what"
                        + " memory allows, or take a network without such layers");
        assertThat(method.sizes).isEmpty();
        assertThat(method.encoder.batchDependence()).isPresent();
        assertThat(method.head.batchDependence()).isEqualTo(Optional.empty());
    }

    @Test
    void sizesThatDoNotFit() {
        assertThatThrownBy(() -> trainer(new ArrayList<>())
                        .batchSize(8)
                        .accumulate(6)
                        .build()
                        .fit(new MeanSquareMethod(1), DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an update takes at most as many samples as the data set, got batch size 8 x 6 accumulated"
                        + " and 43 samples; set accumulate to at most 5");
        assertThatThrownBy(() -> trainer(new ArrayList<>()).accumulate(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accumulate must be at least 1, got 0");
        assertThatThrownBy(() -> trainer(new ArrayList<>())
                        .batchSize(1 << 20)
                        .accumulate(1 << 12)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batchSize x accumulate must be below 2^31, got 1048576 x 4096; set a smaller one");
    }

    private static TrainerBuilder trainer(List<StepDone> steps) {
        return Trainer.builder()
                .optimizer(Optimizers.lars(2).withTrustCoefficient(0.02).withWeightDecay(1e-3))
                .schedule(Schedules.cosine())
                .epochs(3)
                .seed(5)
                .clipGradientNorm(0.5)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        steps.add(step);
                    }
                });
    }
}
