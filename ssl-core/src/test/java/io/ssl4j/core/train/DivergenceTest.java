package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ssl4j.core.batch.SampleFailedException;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step that is not finite ends the run before it spoils the networks. */
class DivergenceTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    private final ToyMethod method = new ToyMethod(1);
    private final List<float[]> before = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void aLossThatIsNotANumber() {
        method.beforeLoss = this::remember;
        method.tamper = result -> losses.size() == 12 ? new StepResult(Double.NaN, Map.of()) : result;
        DivergenceException thrown = run(DATA);
        assertThat(thrown)
                .hasMessage("training diverged at step 13 (epoch 2): the loss must be finite; the last finite loss was "
                        + losses.get(11)
                        + "; try a lower learning rate, a longer warm-up or clipGradientNorm, and check"
                        + " the data and the temperature or other settings of the method");
        assertThat(thrown.step()).isEqualTo(13);
        assertThat(thrown.epoch()).isEqualTo(2);
        assertThat(thrown.lastFiniteLoss()).isEqualTo(losses.get(11));
        assertUntouched();
    }

    @Test
    void anInfiniteGradient() {
        method.beforeLoss = context -> {
            remember(context);
            if (context.step() == 3) {
                Parameters projector = method.projector.parameters();
                projector.gradients().putScalar(2, Float.POSITIVE_INFINITY);
            }
        };
        assertThat(run(DATA))
                .hasMessageStartingWith(
                        "training diverged at step 4 (epoch 1): the gradient of network 'projector' must be"
                                + " finite; the last finite loss was " + losses.get(2));
        assertUntouched();
    }

    @Test
    void runningStatisticsThatAreNotFinite() {
        method.beforeLoss = context -> {
            remember(context);
            Parameters encoder = method.encoder.parameters();
            encoder.gradients().putScalar(encoder.length() - 1, Float.NaN);
        };
        assertThat(run(DATA))
                .hasMessageStartingWith(
                        "training diverged at step 1 (epoch 1): the change of running statistics of network"
                                + " 'encoder' must be finite; no step of this call had a finite loss");
        assertUntouched();
    }

    @Test
    void aSampleThatIsNotFiniteIsNamedByTheLoader() {
        Dataset<float[]> broken = new Dataset<>() {
            @Override
            public int size() {
                return DATA.size();
            }

            @Override
            public float[] get(int index) {
                float[] vector = DATA.get(index);
                vector[1] = index == 17 ? Float.NaN : vector[1];
                return vector;
            }
        };
        SampleFailedException thrown = catchThrowableOfType(
                SampleFailedException.class, () -> trainer().fit(method, broken));
        assertThat(thrown).hasMessageContaining("17");
        assertThat(failures).containsExactly(thrown);
        assertThat(losses).allMatch(Double::isFinite);
    }

    private void remember(StepContext context) {
        before.clear();
        before.add(method.encoder.parameters().values().toFloatVector());
        before.add(method.projector.parameters().values().toFloatVector());
    }

    private DivergenceException run(Dataset<float[]> data) {
        DivergenceException thrown =
                catchThrowableOfType(DivergenceException.class, () -> trainer().fit(method, data));
        assertThat(failures).containsExactly(thrown);
        return thrown;
    }

    private Trainer trainer() {
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                losses.add(step.loss());
            }

            @Override
            public void onFailure(Throwable failure) {
                failures.add(failure);
            }
        };
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.05, 0.9, 0))
                .epochs(2)
                .batchSize(4)
                .listener(listener)
                .build();
    }

    private void assertUntouched() {
        assertThat(method.encoder.parameters().values().toFloatVector()).containsExactly(before.get(0));
        assertThat(method.projector.parameters().values().toFloatVector()).containsExactly(before.get(1));
    }
}
