package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.image.Image;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trainers that share a process, in turn or at once, give the bits that each gives alone: with batch norm, dropout, an
 * EMA target, and two loader threads each.
 */
@Timeout(120)
class TwoTrainersTest {

    private static final int EPOCHS = 5;
    private static final Dataset<Image> IMAGES = SyntheticImages.noise(26, 8, 8, 1, 3);

    @TempDir
    Path temporary;

    @Test
    void inTurnTheyDisturbEachOtherInNothing() {
        Map<String, Object> expected = train("alone", 1, new TrainingListener() {});
        Map<String, Object> other = train("other", 2, new TrainingListener() {});
        Nd4j.getRandom().setSeed(123);
        assertThat(train("again", 1, new TrainingListener() {})).isEqualTo(expected);
        assertThat(other).isNotEqualTo(expected).containsEntry("position/step", "20");
    }

    @Test
    void atOnceTheyDisturbEachOtherInNothing() throws Exception {
        Map<String, Object> first = train("first", 1, new TrainingListener() {});
        Map<String, Object> second = train("second", 2, new TrainingListener() {});

        // Each step of the one begins together with the same step of the other.
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2; round++) {
                String name = "round-" + round;
                CompletableFuture<Map<String, Object>> one =
                        CompletableFuture.supplyAsync(() -> train(name + "-first", 1, new Meeting(together)), threads);
                CompletableFuture<Map<String, Object>> two =
                        CompletableFuture.supplyAsync(() -> train(name + "-second", 2, new Meeting(together)), threads);
                assertThat(one.get()).as(name).isEqualTo(first);
                assertThat(two.get()).as(name).isEqualTo(second);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<String, Object> train(String directory, long seed, TrainingListener listener) {
        return CheckpointBits.of(Trainer.builder()
                .optimizer(Optimizers.adamW(0.01))
                .clipGradientNorm(0.5)
                .epochs(EPOCHS)
                .batchSize(6)
                .seed(seed)
                .loaderThreads(2)
                .checkpoints(temporary.resolve(directory), Every.epochs(1))
                .listener(listener)
                .build()
                .fit(new GraphMethod(seed), IMAGES));
    }

    private record Meeting(CyclicBarrier barrier) implements TrainingListener {

        @Override
        public void onStep(StepDone step) {
            try {
                barrier.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("the other trainer must come to step " + step.step(), e);
            }
        }
    }
}
