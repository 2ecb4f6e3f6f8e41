package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;

/** Images per second of a run of the trainer, from the images on: loader threads, views, steps. */
final class PipelineTask {

    private static final int EPOCHS = 100_000;

    private final TaskMain options;
    private final Output out;

    PipelineTask(TaskMain options, Output out) {
        this.options = options;
        this.out = out;
    }

    void run() throws IOException {
        ImageDataset images = ImageDataset.idx(options.images);
        Encoder<Image> encoder = Recipe.encoder(options.encoder, ImageInput.of(images));
        RunControl control = new RunControl();
        Window window = new Window(control);
        Trainer.builder()
                .optimizer(Recipe.optimizer())
                .epochs(EPOCHS)
                .batchSize(options.batch)
                .loaderThreads(options.workers)
                .control(control)
                .listener(window)
                .build()
                .fit(Recipe.method(encoder), images);
        out.figure("samplesPerSecond", options.steps * options.batch / window.seconds);
        out.figure("allocatedMegabytesPerStep", window.allocated / 1e6 / options.steps);
        if (options.watchMemory) {
            ResidentMemory.growth(window.residents)
                    .ifPresent(perStep -> out.figure("residentMebibytesPer1000Steps", 1000 * perStep));
        }
    }

    /** Looks at the steps after the warm-up and ends the run after them. */
    private final class Window implements TrainingListener {

        private final RunControl control;
        private final double[] residents = new double[options.steps];
        private long begin;
        private long allocatedBefore;
        private double seconds;
        private double allocated;

        Window(RunControl control) {
            this.control = control;
        }

        @Override
        public void onStep(StepDone step) {
            int after = (int) step.step() - options.warmup;
            if (after > 0 && options.watchMemory) {
                residents[after - 1] = ResidentMemory.mebibytes();
            }
            if (after == 0) {
                allocatedBefore = Allocation.ofAllThreads();
                begin = System.nanoTime();
            } else if (after == options.steps) {
                seconds = (System.nanoTime() - begin) * 1e-9;
                allocated = Allocation.ofAllThreads() - allocatedBefore;
                control.stop();
            }
        }
    }
}
