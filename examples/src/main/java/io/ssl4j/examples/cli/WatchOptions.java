package io.ssl4j.examples.cli;

import io.ssl4j.core.checkpoint.CheckpointFailure;
import picocli.CommandLine.Option;

/** What happens beside the training. */
final class WatchOptions {

    @Option(
            names = "--checkpoint-every",
            paramLabel = "EPOCHS",
            description = "Write a checkpoint so often. Default: ${DEFAULT-VALUE}.")
    int checkpointEvery = 1;

    @Option(
            names = "--on-full-disk",
            paramLabel = "WHAT",
            description =
                    "What to do when a checkpoint cannot be written: stop, or go_on and try again with the next one."
                            + " Default: stop.")
    CheckpointFailure onFullDisk = CheckpointFailure.STOP;

    @Option(
            names = "--knn-every",
            paramLabel = "EPOCHS",
            description =
                    "Measure k-NN accuracy on the validation samples so often; 0 for never. Default: ${DEFAULT-VALUE}.")
    int knnEvery = 1;

    @Option(
            names = "--tensorboard",
            description = "Also write the figures of every step for TensorBoard, into the run's folder: tensorboard"
                    + " --logdir FOLDER.")
    boolean tensorBoard;

    @Option(
            names = "--no-collapse-monitor",
            description =
                    "Do not watch the embeddings for collapse. By default a run that collapses says so, with evidence"
                            + " and remedies.")
    boolean noCollapseMonitor;

    void check() {
        Usage.requireAtLeast("--checkpoint-every", 1, checkpointEvery);
        Usage.requireAtLeast("--knn-every", 0, knnEvery);
    }
}
