package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.LearningRateScaling;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What an updater is given: learning rate, decay and gradient, by group and step. */
class StepRunnerTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    private final ToyMethod method = new ToyMethod(1);
    private final RecordingOptimizer optimizer = new RecordingOptimizer();
    private final List<StepDone> steps = new ArrayList<>();

    @Test
    void learningRateIsBaseTimesScheduleTimesScale() {
        method.projectorGroup = group -> group.withLearningRateScale(10).withWeightDecay(0.5);
        fit(trainer());
        assertThat(optimizer.of("encoder")).extracting(Update::learningRate).startsWith(0.2, 0.2 / 2, 0.2 / 3);
        assertThat(optimizer.of("projector")).extracting(Update::learningRate).startsWith(2.0, 1.0, 2.0 / 3);
        assertThat(optimizer.of("encoder")).extracting(Update::weightDecay).containsOnly(0.01);
        assertThat(optimizer.of("projector")).extracting(Update::weightDecay).containsOnly(0.5);
        assertThat(steps).extracting(StepDone::learningRate).startsWith(0.2, 0.2 / 2, 0.2 / 3);
    }

    @Test
    void aGroupWithConstantLearningRateLeavesOutTheSchedule() {
        method.projectorGroup = group -> group.withConstantLearningRate().withLearningRateScale(2);
        fit(trainer());
        assertThat(optimizer.of("projector")).extracting(Update::learningRate).containsOnly(0.4);
    }

    @Test
    void theDecayFollowsItsSchedule() {
        method.projectorGroup = group -> group.withWeightDecay(0.5);
        fit(trainer().weightDecaySchedule((step, length) -> step + 1));
        assertThat(optimizer.of("encoder")).extracting(Update::weightDecay).startsWith(0.01, 0.02, 0.03);
        assertThat(optimizer.of("projector")).extracting(Update::weightDecay).startsWith(0.5, 1.0, 1.5);
        assertThat(optimizer.of("encoder")).extracting(Update::learningRate).startsWith(0.2, 0.2 / 2, 0.2 / 3);
    }

    @Test
    void aGroupMayHaveSchedulesOfItsOwn() {
        method.projectorGroup = group -> group.withSchedule((step, length) -> 1 + step)
                .withWeightDecaySchedule((step, length) -> 2 + step)
                .withLearningRateScale(10);
        fit(trainer());
        assertThat(optimizer.of("encoder")).extracting(Update::learningRate).startsWith(0.2, 0.2 / 2, 0.2 / 3);
        assertThat(optimizer.of("encoder")).extracting(Update::weightDecay).containsOnly(0.01);
        assertThat(optimizer.of("projector")).extracting(Update::learningRate).startsWith(2.0, 4.0);
        assertThat(optimizer.of("projector")).extracting(Update::weightDecay).startsWith(0.02, 0.03, 0.04);
    }

    /** DINO: from 0.04 along half a cosine to 0.4, here of the test's 0.01. */
    @Test
    void aDecayRisesTenfold() {
        fit(trainer().weightDecaySchedule(Schedules.cosine(10)));
        List<Double> decays =
                optimizer.of("encoder").stream().map(Update::weightDecay).toList();
        assertThat(decays.get(0)).isEqualTo(0.01);
        assertThat(decays.get(5)).isCloseTo(0.055, within(1e-12));
        assertThat(decays.get(9)).isBetween(0.097, 0.1);
    }

    @Test
    void theRateFollowsTheSamplesPerUpdateWhenAsked() {
        List<String> said = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onStart(RunStarted start) {
                said.add(start.learningRate());
            }
        };
        fit(trainer().learningRatePer(256).listener(listener));
        double scaled = 0.2 * 4 / 256;
        assertThat(optimizer.of("encoder")).extracting(Update::learningRate).startsWith(scaled, scaled / 2);
        assertThat(steps.get(0).learningRate()).isEqualTo(scaled);
        trainer()
                .learningRateScaling(LearningRateScaling.squareRoot(1))
                .optimizer(new RecordingOptimizer())
                .listener(listener)
                .build()
                .fit(new ToyMethod(1), DATA);
        assertThat(steps.get(10).learningRate()).isEqualTo(0.4);
        assertThat(said)
                .containsExactly(
                        "learning rate 0.003125 = 0.2 per 256 samples, scaled linearly to 4 samples per update",
                        "learning rate 0.4 = 0.2 per 1 sample, scaled by the square root to 4 samples per update");
    }

    @Test
    void aFrozenGroupIsNotUpdatedUntilItsStep() {
        method.projectorGroup = group -> group.withFrozenUntilStep(6);
        fit(trainer());
        assertThat(optimizer.of("encoder")).hasSize(10);
        assertThat(optimizer.of("projector")).hasSize(4);
        // Steps 0 to 5 have the encoder's gradient alone in their norm.
        for (int i = 0; i < 6; i++) {
            assertThat(steps.get(i).gradientNorm())
                    .isCloseTo(optimizer.of("encoder").get(i).trainedNorm(), within(1e-6));
        }
    }

    @Test
    void statisticsOfAFrozenNetworkStay() {
        float[] mean = method.encoder.mean().toFloatVector();
        ToyMethod frozen = new ToyMethod(1) {
            @Override
            public List<ParameterGroup> parameterGroups() {
                return List.of(
                        ParameterGroup.of(encoder).withFrozenUntilStep(Long.MAX_VALUE), ParameterGroup.of(projector));
            }
        };
        trainer().build().fit(frozen, DATA);
        assertThat(frozen.encoder.mean().toFloatVector()).containsExactly(mean);
    }

    @Test
    void gradientsStartAtZeroInEveryStep() {
        method.beforeLoss = context -> {
            assertThat(method.encoder.parameters().gradients().toFloatVector()).containsOnly(0);
            assertThat(method.projector.parameters().gradients().toFloatVector())
                    .containsOnly(0);
        };
        fit(trainer());
        assertThat(steps).hasSize(10);
    }

    @Test
    void clippingScalesTheTrainedGradientOfAllNetworksAndNoStatistics() {
        fit(trainer());
        RecordingOptimizer clipped = new RecordingOptimizer();
        ToyMethod again = new ToyMethod(1);
        List<StepDone> clippedSteps = new ArrayList<>();
        trainer(clippedSteps).optimizer(clipped).clipGradientNorm(0.05).build().fit(again, DATA);

        double norm = steps.get(0).gradientNorm();
        assertThat(norm).isGreaterThan(0.05);
        assertThat(clippedSteps.get(0).gradientNorm()).isEqualTo(norm);
        double encoder = optimizer.of("encoder").get(0).trainedNorm();
        double projector = optimizer.of("projector").get(0).trainedNorm();
        assertThat(norm).isCloseTo(Math.hypot(encoder, projector), within(1e-6));
        assertThat(clipped.of("encoder").get(0).trainedNorm()).isCloseTo(encoder * 0.05 / (norm + 1e-6), within(1e-7));
        assertThat(clipped.of("projector").get(0).trainedNorm())
                .isCloseTo(projector * 0.05 / (norm + 1e-6), within(1e-7));
        assertThat(clipped.of("encoder").get(0).statistics())
                .isEqualTo(optimizer.of("encoder").get(0).statistics());
    }

    @Test
    void aNormBelowTheLimitIsLeftAlone() {
        fit(trainer());
        RecordingOptimizer clipped = new RecordingOptimizer();
        trainer(new ArrayList<>())
                .optimizer(clipped)
                .clipGradientNorm(1e6)
                .build()
                .fit(new ToyMethod(1), DATA);
        assertThat(clipped.updates).isEqualTo(optimizer.updates);
    }

    /** From zero, a running mean is minus the sum of the deltas that the passes left. */
    @Test
    void runningStatisticsMoveOncePerStepWhateverTheLearningRate() {
        List<float[]> means = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                means.add(method.encoder.mean().toFloatVector());
            }
        };
        trainer().listener(listener).clipGradientNorm(1e-9).build().fit(method, DATA);
        float[] expected = new float[ToyMethod.LENGTH];
        for (int step = 0; step < 10; step++) {
            List<Float> delta = optimizer.of("encoder").get(step).statistics();
            for (int i = 0; i < expected.length; i++) {
                expected[i] -= delta.get(i);
            }
            assertThat(means.get(step)).containsExactly(expected);
        }
        assertThat(means.get(9)).doesNotContain(0);
    }

    @Test
    void aScheduleMustBeFinite() {
        assertThatThrownBy(() -> trainer()
                        .schedule((step, length) -> step == 3 ? Double.NaN : 1)
                        .build()
                        .fit(method, DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a schedule's factor must be finite and at least 0, got NaN for the learning rate at step 4 of 10");
    }

    @Test
    void aScheduleOfAGroupMustBeFiniteAndNotNegative() {
        method.projectorGroup = group -> group.withWeightDecaySchedule((step, length) -> step == 3 ? -1 : 1);
        assertThatThrownBy(() -> fit(trainer()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a schedule's factor must be finite and at least 0, got -1.0 for the weight decay of network"
                                + " 'projector' at step 4 of 10");
        assertThat(optimizer.of("encoder")).hasSize(3);
    }

    @Test
    void aScheduleOfAGroupThatDoesNotFitTheRunIsRefusedAtOnce() {
        method.projectorGroup = group -> group.withSchedule(Schedules.warmupCosineSteps(11));
        assertThatThrownBy(() -> fit(trainer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a warm-up must fit into the run: ");
        assertThat(optimizer.updates).isEmpty();
    }

    private void fit(TrainerBuilder builder) {
        builder.build().fit(method, DATA);
    }

    private TrainerBuilder trainer() {
        return trainer(steps);
    }

    private TrainerBuilder trainer(List<StepDone> seen) {
        return Trainer.builder()
                .optimizer(optimizer)
                .schedule((step, length) -> 1.0 / (step + 1))
                .epochs(1)
                .batchSize(4)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        seen.add(step);
                    }
                });
    }

    private record Update(
            String network, double learningRate, double weightDecay, List<Float> gradient, List<Float> statistics) {

        double trainedNorm() {
            return Math.sqrt(gradient.stream().mapToDouble(g -> (double) g * g).sum());
        }
    }

    /** Takes notes and changes nothing. */
    private static final class RecordingOptimizer implements Optimizer {

        private final List<Update> updates = new ArrayList<>();

        List<Update> of(String network) {
            return updates.stream()
                    .filter(update -> update.network().equals(network))
                    .toList();
        }

        @Override
        public double learningRate() {
            return 0.2;
        }

        @Override
        public double weightDecay() {
            return 0.01;
        }

        @Override
        public String describe() {
            return "recording";
        }

        @Override
        public ParameterUpdater updater(ParameterGroup group) {
            return new ParameterUpdater() {
                @Override
                public void update(double learningRate, double weightDecay) {
                    updates.add(note(group, learningRate, weightDecay));
                }

                @Override
                public Map<String, INDArray> state() {
                    return Map.of();
                }

                @Override
                public long updates() {
                    return 0;
                }

                @Override
                public void restoreUpdates(long updates) {}
            };
        }

        private static Update note(ParameterGroup group, double learningRate, double weightDecay) {
            Parameters parameters = group.network().parameters();
            List<Float> gradient = new ArrayList<>();
            List<Float> statistics = new ArrayList<>();
            for (Segment segment : parameters.segments()) {
                for (float g : Parameters.view(parameters.gradients(), segment).toFloatVector()) {
                    (segment.trained() ? gradient : statistics).add(g);
                }
            }
            return new Update(group.network().name(), learningRate, weightDecay, gradient, statistics);
        }
    }
}
