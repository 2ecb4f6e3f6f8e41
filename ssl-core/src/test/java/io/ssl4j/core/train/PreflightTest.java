package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.optim.GradientClipping;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.testing.LinearNetwork;
import io.ssl4j.core.testing.LoggedText;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

/** What cannot work is refused before the first step, in words that help. */
class PreflightTest {

    @Test
    void anotherBackendThanTheCpus() {
        Preflight.checkBackend(ExecutionerType.NATIVE_CPU);
        assertThatThrownBy(() -> Preflight.checkBackend(ExecutionerType.CUDA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "training requires ND4J's CPU backend, found CUDA; put nd4j-native on the class path in place"
                                + " of the other backend");
    }

    @Test
    void anEmptyDataSet() {
        assertRefused(
                builder(), 0, "training needs at least 1 sample, the data set has 0; check where it was read from");
    }

    @Test
    void aBatchLargerThanTheDataSet() {
        assertRefused(
                builder().batchSize(256),
                100,
                "a batch holds at most as many samples as the data set, got batch size 256 and 100 samples;"
                        + " set batchSize to at most 100");
    }

    @Test
    void aBatchTooSmallForTheMethod() {
        assertRefused(
                builder().batchSize(1),
                100,
                "method 'toy' needs batches of at least 2 samples, got batch size 1; set batchSize to at least 2");
    }

    @Test
    void aLastBatchTooSmallForTheMethod() {
        assertRefused(
                builder().batchSize(4).dropLast(false),
                41,
                "method 'toy' needs batches of at least 2 samples, but the last batch of 41 samples in batches of 4"
                        + " would have 1; set dropLast(true) or another batchSize");
        ToyMethod dropped = new ToyMethod(1);
        assertThat(builder().batchSize(4).build().fit(dropped, vectors(41)).steps())
                .isEqualTo(10);
        ToyMethod large = new ToyMethod(1);
        assertThat(builder()
                        .batchSize(4)
                        .dropLast(false)
                        .build()
                        .fit(large, vectors(42))
                        .steps())
                .isEqualTo(11);
    }

    @Test
    void aNetworkThatIsFrozenThroughoutIsWarnedOf() {
        assertThat(frozenUntil(10))
                .containsOnlyOnce("network 'projector' stays as it is throughout the run: it is frozen"
                        + " for 10 steps, and the run has 10; train for longer, or freeze it for fewer epochs");
        assertThat(frozenUntil(9)).doesNotContain("stays as it is");
    }

    private static String frozenUntil(long step) {
        ToyMethod method = new ToyMethod(1) {
            @Override
            public List<ParameterGroup> parameterGroups() {
                return List.of(
                        ParameterGroup.of(encoder), ParameterGroup.of(projector).withFrozenUntilStep(step));
            }
        };
        return LoggedText.during(() -> builder().build().fit(method, vectors(40)));
    }

    @Test
    void twoNetworksOfOneName() {
        ToyMethod method = new ToyMethod(1);
        method.projectorGroup = group -> ParameterGroup.of(LinearNetwork.of("encoder", 2, 2, 1, DataType.FLOAT));
        assertThatThrownBy(() -> builder().build().fit(method, vectors(40)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the networks of a method must have different names, but method 'toy' trains two named"
                        + " 'encoder'; rename one, for example with copy(newName)");
    }

    @Test
    void nothingToTrain() {
        assertThatThrownBy(() -> Preflight.checkGroups(new ToyMethod(1), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method 'toy' has no parameter groups, so there is nothing to train");
    }

    @Test
    void aScheduleThatDoesNotFitTheRun() {
        ToyMethod method = new ToyMethod(1);
        assertThatThrownBy(() -> builder()
                        .schedule(Schedules.warmupCosineSteps(11))
                        .build()
                        .fit(method, vectors(40)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(method.calls).isEmpty();
    }

    /** Whichever of them was taken, the other would be left out in silence. */
    @Test
    void twoSchedulesOfOneDecay() {
        ToyMethod method = new ToyMethod(1);
        method.projectorGroup = group -> group.withWeightDecaySchedule(Schedules.cosine(10));
        assertThatThrownBy(() -> builder()
                        .weightDecaySchedule(Schedules.cosine(0.5))
                        .build()
                        .fit(method, vectors(40)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the weight decay of a network follows one schedule, but method 'toy' has one of its own for"
                                + " network 'projector', cosine(finalFactor=10.0), and the run has cosine(finalFactor=0.5);"
                                + " leave the run's out (weightDecaySchedule), or set the method to have none");
        assertThat(method.calls).containsExactly("prepare");
    }

    @Test
    void settingsOutOfRange() {
        assertThatThrownBy(() -> Trainer.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a trainer needs an optimizer, none was set; add .optimizer(Optimizers.adam(1e-3))");
        assertBuildRefused(builder().epochs(0), "epochs must be at least 1, got 0");
        assertBuildRefused(builder().batchSize(0), "batchSize must be at least 1, got 0");
        assertBuildRefused(builder().loaderThreads(0), "loaderThreads must be at least 1, got 0");
        assertBuildRefused(builder().maxTime(Duration.ZERO), "maxTime must be above 0, got PT0S");
        assertBuildRefused(
                builder().optimizer(new MomentumOptimizer(Double.NaN, 0, 0)),
                "the learning rate must be finite and at least 0, got NaN");
        assertThatThrownBy(() -> builder().clipGradientNorm(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxNorm must be finite and above 0, got NaN");
        assertThatThrownBy(() -> Every.epochs(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an interval must be at least 1, got 0 EPOCHS; to switch the feature off, leave it out");
    }

    @Test
    void theDefaults() {
        TrainerConfig config = Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0, 0))
                .build()
                .config();
        assertThat(config.epochs()).isEqualTo(100);
        assertThat(config.batchSize()).isEqualTo(256);
        assertThat(config.dropLast()).isTrue();
        assertThat(config.seed()).isZero();
        assertThat(config.loaderThreads()).isEqualTo(1);
        assertThat(config.clipping()).isEqualTo(GradientClipping.none());
        assertThat(config.maxTime()).isEmpty();
        assertThat(config.checkpoints()).isEmpty();
        assertThat(config.schedule()).isEqualTo(Schedules.constant());
    }

    private static void assertBuildRefused(TrainerBuilder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void assertRefused(TrainerBuilder builder, int samples, String message) {
        ToyMethod method = new ToyMethod(1);
        assertThatThrownBy(() -> builder.build().fit(method, vectors(samples)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(method.calls).isEmpty();
    }

    private static TrainerBuilder builder() {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(1)
                .batchSize(4);
    }

    private static Vectors vectors(int size) {
        return new Vectors(size, ToyMethod.LENGTH, 7);
    }
}
