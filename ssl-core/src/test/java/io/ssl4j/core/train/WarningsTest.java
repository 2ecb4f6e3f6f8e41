package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Warnings of a run reach a callback and the result, whether or not logging is bound. */
class WarningsTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);
    private static final String FROZEN =
            "network 'projector' stays as it is throughout the run: it is frozen for 1000 steps, and the run has 20;"
                    + " train for longer, or freeze it for fewer epochs";

    @Test
    void aWarningOfTheTrainerReachesTheCallbackAndTheResult() {
        List<String> heard = new ArrayList<>();
        TrainingResult result = trainer().onWarning(heard::add).build().fit(frozen(), DATA);
        assertThat(heard).containsExactly(FROZEN);
        assertThat(result.warnings()).containsExactly(FROZEN);
    }

    @Test
    void aWarningOfAListenerReachesAllListenersAndTheResultOnce() {
        List<String> heard = new ArrayList<>();
        TrainingListener warns = new TrainingListener() {

            private RunWarnings warnings;

            @Override
            public void onStart(RunStarted start) {
                warnings = start.warnings();
            }

            @Override
            public void onStep(StepDone step) {
                warnings.add("look here");
            }

            @Override
            public void onWarning(String warning) {
                heard.add(warning);
            }
        };
        TrainingResult result = trainer().listener(warns).build().fit(new ToyMethod(1), DATA);
        assertThat(heard).containsExactly("look here");
        assertThat(result.warnings()).containsExactly("look here");
    }

    @Test
    void aRunWithoutWarningsHasNone() {
        assertThat(trainer().build().fit(new ToyMethod(1), DATA).warnings()).isEmpty();
    }

    private static ToyMethod frozen() {
        ToyMethod method = new ToyMethod(1);
        method.projectorGroup = group -> group.withFrozenUntilStep(1000);
        return method;
    }

    private static TrainerBuilder trainer() {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(2)
                .batchSize(4);
    }
}
