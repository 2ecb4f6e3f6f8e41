package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.image.Image;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** The trainer's promises on DL4J graphs with batch norm, dropout and an EMA target, trained by AdamW. */
class GraphRunTest {

    private static final Dataset<Image> IMAGES = SyntheticImages.noise(26, 8, 8, 1, 3);

    @TempDir
    Path temporary;

    @Test
    void stoppedAndResumedEqualsUninterrupted() {
        Map<String, Object> expected = stateOf(builder("straight").build().fit(new GraphMethod(1), IMAGES));

        RunControl control = new RunControl();
        TrainingResult stopped = builder("parts")
                .control(control)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        if (step.step() == 5) {
                            control.stop();
                        }
                    }
                })
                .build()
                .fit(new GraphMethod(1), IMAGES);
        assertThat(stopped.steps()).isEqualTo(5);
        // What ran on this thread in between has no influence.
        Nd4j.getRandom().setSeed(99);
        GraphMethod other = new GraphMethod(2);
        TrainingResult resumed = builder("parts").loaderThreads(2).build().resume(other, IMAGES);
        assertThat(stateOf(resumed)).isEqualTo(expected);
        assertThat(resumed.encoder()).isSameAs(other.encoder);
    }

    @Test
    void embeddingWhileTrainingChangesNoBit() {
        Map<String, Object> expected = stateOf(builder("plain").build().fit(new GraphMethod(1), IMAGES));
        TrainingListener watcher = new TrainingListener() {
            private RunStarted start;

            @Override
            public void onStart(RunStarted run) {
                start = run;
            }

            @Override
            public void onStep(StepDone step) {
                start.encoders().get("encoder").as(Image.class).embed(IMAGES);
                Nd4j.rand(3, 3);
            }

            @Override
            public void onEpoch(EpochDone epoch) {
                assertThat(epoch.encoders()
                                .get("encoder")
                                .as(Image.class)
                                .embed(IMAGES)
                                .shape())
                        .containsExactly(26, 5);
            }
        };
        TrainingResult watched = builder("watched").listener(watcher).build().fit(new GraphMethod(1), IMAGES);
        assertThat(stateOf(watched)).isEqualTo(expected);
    }

    private TrainerBuilder builder(String directory) {
        return Trainer.builder()
                .optimizer(Optimizers.adamW(0.01))
                .schedule(Schedules.warmupCosineSteps(2))
                .clipGradientNorm(0.5)
                .epochs(2)
                .batchSize(6)
                .seed(11)
                .checkpoints(temporary.resolve(directory), Every.epochs(1));
    }

    private static Map<String, Object> stateOf(TrainingResult result) {
        Map<String, Object> state = CheckpointBits.of(result);
        assertThat(state).containsKeys("parameters/encoder", "parameters/head", "method/network/target-encoder");
        assertThat(state.keySet()).anyMatch(name -> name.startsWith("optimizer/encoder/"));
        assertThat(state).containsEntry("position/step", "8");
        return state;
    }
}
