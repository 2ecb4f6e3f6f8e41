package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.method.EpochContext;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.testing.InProcessWorkers;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seams of a session: exchange of gradients, the context of an epoch, parts of a network. */
class SessionSeamsTest {

    private static final Vectors DATA = new Vectors(24, MeanSquareMethod.LENGTH, 7);

    @TempDir
    Path temporary;

    /** A method whose views have no noise, so that a sample's gradient does not depend on where it lies. */
    private static final class Quiet extends MeanSquareMethod {

        Quiet() {
            super(1);
        }

        @Override
        public ViewGenerator<float[]> views() {
            return new NoisyPairs(LENGTH, 0);
        }
    }

    private static TrainerBuilder trainer(int batchSize) {
        return Trainer.builder()
                .optimizer(Optimizers.adam(1e-2))
                .epochs(5)
                .batchSize(batchSize)
                .seed(3);
    }

    /** Two workers with unequal parts of the data, gradients summed: the run of one worker on all of it. */
    @Test
    void workersWhoseGradientsAreSummedAreOneWorker() {
        Quiet whole = new Quiet();
        trainer(24).build().fit(whole, DATA);

        InProcessWorkers workers = new InProcessWorkers(2);
        Quiet first = new Quiet();
        Quiet second = new Quiet();
        Dataset<float[]> head = DATA.select(IntStream.range(0, 10).toArray());
        Dataset<float[]> tail = DATA.select(IntStream.range(10, 24).toArray());
        CompletableFuture<Void> other = CompletableFuture.runAsync(
                () -> trainer(14).exchange(workers.worker(1)).build().fit(second, tail));
        trainer(10).exchange(workers.worker(0)).build().fit(first, head);
        other.join();

        double[] wanted = whole.encoder.parameters().values().toDoubleVector();
        assertThat(first.encoder.parameters().values().toDoubleVector()).containsExactly(wanted, within(1e-12));
        assertThat(second.encoder.parameters().values())
                .isEqualTo(first.encoder.parameters().values());
        assertThat(wanted)
                .isNotEqualTo(new Quiet().encoder.parameters().values().toDoubleVector());
    }

    /** Sorts the samples, repeats one, and starts the head's optimiser anew in the second epoch. */
    private static final class Ordering extends MeanSquareMethod {

        final List<Integer> seen = new ArrayList<>();
        final List<Float> values = new ArrayList<>();
        final boolean resets;

        Ordering(boolean resets) {
            super(1);
            this.resets = resets;
        }

        @Override
        public void beforeEpoch(EpochContext<float[]> context) {
            if (context.epoch() == 0) {
                return;
            }
            assertThat(context.data().size()).isEqualTo(24);
            int[] order = IntStream.range(0, 24).toArray();
            order[1] = 0;
            context.order(order);
            if (resets) {
                context.resetOptimizer(head);
            }
        }

        @Override
        public StepResult step(ViewBatch batch, StepContext context) {
            Arrays.stream(batch.indices()).forEach(seen::add);
            values.add(batch.view("views").getFloat(0, 0));
            values.add(batch.view("views").getFloat(1, 0));
            return super.step(batch, context);
        }
    }

    @Test
    void aMethodChoosesTheOrderOfAnEpoch() {
        Ordering method = new Ordering(false);
        trainer(8).epochs(3).build().fit(method, DATA);
        assertThat(method.seen.subList(0, 24))
                .isNotEqualTo(IntStream.range(0, 24).boxed().toList());
        List<Integer> second = method.seen.subList(24, 48);
        assertThat(second).startsWith(0, 0, 2, 3).endsWith(22, 23).isEqualTo(method.seen.subList(48, 72));
        // A sample that comes again in an epoch has views of its own.
        assertThat(method.values.get(6)).isNotEqualTo(method.values.get(7));
    }

    /** The order is in the checkpoint: a run that stops within the epoch goes on in it. */
    @Test
    void theOrderSurvivesAResume() {
        Ordering whole = new Ordering(false);
        trainer(8).epochs(3).build().fit(whole, DATA);

        RunControl control = new RunControl();
        Ordering first = new Ordering(false);
        TrainingListener stopper = new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                if (step.step() == 4) {
                    control.stop();
                }
            }
        };
        trainer(8)
                .epochs(3)
                .checkpoints(temporary.resolve("run"), Every.steps(100))
                .control(control)
                .listener(stopper)
                .build()
                .fit(first, DATA);
        Ordering rest = new Ordering(false);
        trainer(8)
                .epochs(3)
                .checkpoints(temporary.resolve("run"), Every.steps(100))
                .build()
                .resume(rest, DATA);
        assertThat(rest.seen).isEqualTo(whole.seen.subList(32, 72));
        assertThat(rest.encoder.parameters().values())
                .isEqualTo(whole.encoder.parameters().values());
    }

    @Test
    void aHeadStartsAnewWithItsOptimizer() {
        Ordering without = new Ordering(false);
        Ordering with = new Ordering(true);
        trainer(8).epochs(2).build().fit(without, DATA);
        trainer(8).epochs(2).build().fit(with, DATA);
        assertThat(with.head.parameters().values())
                .isNotEqualTo(without.head.parameters().values());
    }

    @Test
    void anOrderOfAnotherSizeAndAnOptimizerOfNobodyAreRejected() {
        MeanSquareMethod wrong = new MeanSquareMethod(1) {
            @Override
            public void beforeEpoch(EpochContext<float[]> context) {
                assertThatThrownBy(() -> context.order(1, 2))
                        .hasMessage(
                                "the order of an epoch needs as many indices as the data set has samples, 24, got 2");
                assertThatThrownBy(() -> context.order(IntStream.range(1, 25).toArray()))
                        .hasMessage("the indices of an epoch's order must be in [0, 24), got 24");
                assertThatThrownBy(() -> context.resetOptimizer(head.copy("other")))
                        .hasMessage("only the optimiser of a trained network can be reset, got 'other'; trained are"
                                + " [encoder, head]");
            }
        };
        trainer(8).epochs(1).build().fit(wrong, DATA);
    }

    private static final class Parts extends MeanSquareMethod {

        private final List<ParameterGroup> parts;

        Parts(double biasScale, boolean whole) {
            super(1);
            this.parts = whole
                    ? List.of(ParameterGroup.of(head))
                    : List.of(
                            ParameterGroup.part(head, "weights", segment -> segment.kind() == SegmentKind.WEIGHT),
                            ParameterGroup.part(head, "rest", segment -> segment.kind() != SegmentKind.WEIGHT)
                                    .withLearningRateScale(biasScale));
        }

        @Override
        public List<ParameterGroup> parameterGroups() {
            List<ParameterGroup> groups = new ArrayList<>(List.of(ParameterGroup.of(encoder)));
            groups.addAll(parts);
            return groups;
        }
    }

    @Test
    void partsOfANetworkHaveRatesOfTheirOwn() {
        Parts whole = new Parts(1, true);
        Parts same = new Parts(1, false);
        Parts frozenBias = new Parts(0, false);
        double[] bias = new Parts(1, true).head.parameters().values().toDoubleVector();
        for (Parts method : List.of(whole, same, frozenBias)) {
            trainer(8).build().fit(method, DATA);
        }
        assertThat(same.head.parameters().values())
                .isEqualTo(whole.head.parameters().values());
        double[] after = frozenBias.head.parameters().values().toDoubleVector();
        assertThat(Arrays.copyOfRange(after, 15, 18)).isEqualTo(Arrays.copyOfRange(bias, 15, 18));
        assertThat(Arrays.copyOfRange(after, 0, 15)).isNotEqualTo(Arrays.copyOfRange(bias, 0, 15));
    }

    @Test
    void partsMustCoverTheNetworkOnce() {
        MeanSquareMethod gap = new MeanSquareMethod(1) {
            @Override
            public List<ParameterGroup> parameterGroups() {
                return List.of(
                        ParameterGroup.of(encoder),
                        ParameterGroup.part(head, "weights", segment -> segment.kind() == SegmentKind.WEIGHT));
            }
        };
        assertThatThrownBy(() -> trainer(8).build().fit(gap, DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "the parameter groups of network 'head' must cover each of its parameters once, but")
                .hasMessageContaining("is in none");
    }
}
