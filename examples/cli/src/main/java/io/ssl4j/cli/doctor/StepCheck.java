package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A few training steps of a small recipe, from images to the updated network. */
final class StepCheck {

    private static final int SIZE = 28;
    private static final int IMAGES = 512;
    private static final int BATCH = 128;
    private static final int WARM_UP = 3;
    private static final int EPOCHS = 10_000;
    private static final String METHOD = "simclr";

    private StepCheck() {}

    /** @param seconds how long to measure, after the warm-up */
    static Section of(double seconds) {
        Encoder<Image> encoder = ImageEncoders.resNetXs(ImageInput.of(SIZE, SIZE, 1), 1);
        Fact recipe = new Fact(
                "recipe", METHOD + ", resnet-xs, gray images of 28 x 28, batches of " + BATCH + " (two views each)");
        try {
            Window window = new Window(seconds);
            Trainer.builder()
                    .optimizer(Optimizers.adam(1e-3))
                    .epochs(EPOCHS)
                    .batchSize(BATCH)
                    .control(window.control)
                    .listener(window)
                    .build()
                    .fit(SslMethods.create(METHOD, encoder, Map.of(), 1), new Noise());
            String speed = String.format(
                    Locale.ROOT,
                    "%.0f images/s, a step in %.3f s (%d steps)",
                    window.steps * BATCH / window.measured,
                    window.measured / window.steps,
                    window.steps);
            return new Section("Training", List.of(recipe, new Fact("speed", speed)), List.of());
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return new Section(
                    "Training",
                    List.of(recipe, new Fact("speed", "none: a step failed")),
                    List.of(Finding.error(
                            "A training step failed: " + e,
                            "Fix what is named above, if anything is; otherwise run 'ssl4j pretrain' with"
                                    + " SSL4J_JAVA_OPTS=-Dssl4j.stacktrace=true and report what it says.")));
        }
    }

    /** Images of random bytes: what is in them makes no difference to the speed. */
    private static final class Noise implements Dataset<Image> {

        private final Image[] images = new Image[IMAGES];

        Noise() {
            Random random = new Random(1);
            for (int i = 0; i < IMAGES; i++) {
                byte[] samples = new byte[SIZE * SIZE];
                random.nextBytes(samples);
                images[i] = Image.ofBytes(SIZE, SIZE, 1, samples);
            }
        }

        @Override
        public int size() {
            return IMAGES;
        }

        @Override
        public Image get(int index) {
            return images[index];
        }
    }

    /** Times the steps after the warm-up, and ends the run when there has been enough. */
    private static final class Window implements TrainingListener {

        private final RunControl control = new RunControl();
        private final double seconds;
        private long begin;
        private int steps;
        private double measured;

        Window(double seconds) {
            this.seconds = seconds;
        }

        @Override
        public void onStep(StepDone step) {
            if (step.step() == WARM_UP) {
                begin = System.nanoTime();
            } else if (step.step() > WARM_UP) {
                steps++;
                measured = (System.nanoTime() - begin) * 1e-9;
                if (measured >= seconds) {
                    control.stop();
                }
            }
        }
    }
}
