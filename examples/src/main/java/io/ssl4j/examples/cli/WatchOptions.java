package io.ssl4j.examples.cli;

import picocli.CommandLine.Option;

/** What happens beside the training. */
final class WatchOptions {

    @Option(
            names = "--checkpoint-every",
            paramLabel = "EPOCHS",
            description = "Write a checkpoint so often. Default: ${DEFAULT-VALUE}.")
    int checkpointEvery = 1;

    @Option(
            names = "--knn-every",
            paramLabel = "EPOCHS",
            description =
                    "Measure k-NN accuracy on the validation images so often; 0 for never. Default: ${DEFAULT-VALUE}.")
    int knnEvery = 1;

    @Option(
            names = "--tensorboard",
            description = "Also write the figures of every step for TensorBoard, into the run's folder: tensorboard"
                    + " --logdir FOLDER.")
    boolean tensorBoard;

    void check() {
        Usage.requireAtLeast("--checkpoint-every", 1, checkpointEvery);
        Usage.requireAtLeast("--knn-every", 0, knnEvery);
    }
}
