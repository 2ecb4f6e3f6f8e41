package io.ssl4j.cli.option;

import io.ssl4j.core.checkpoint.CheckpointFailure;
import picocli.CommandLine.Option;

/** Options of logging, saving and watching a run. */
public final class WatchOptions {

    @Option(
            names = "--checkpoint-every",
            paramLabel = "EPOCHS",
            description = "Epochs between checkpoints. Default: ${DEFAULT-VALUE}.")
    public int checkpointEvery = 1;

    @Option(
            names = "--check-samples",
            paramLabel = "N",
            description =
                    "Samples whose content is recorded at the start and compared by --resume and evaluate, at even"
                            + " distances; 0 to compare only names. Default: ${DEFAULT-VALUE}.")
    public int checkSamples = 1000;

    @Option(
            names = "--on-full-disk",
            paramLabel = "WHAT",
            description = "If a checkpoint cannot be written: stop ends the run, go_on continues and tries again"
                    + " with the next checkpoint. Default: stop.")
    public CheckpointFailure onFullDisk = CheckpointFailure.STOP;

    @Option(
            names = "--knn-every",
            paramLabel = "EPOCHS",
            description = "Epochs between measurements of k-NN accuracy on the validation samples; 0 for none."
                    + " Default: ${DEFAULT-VALUE}.")
    public int knnEvery = 1;

    @Option(
            names = "--save-also",
            paramLabel = "NAME",
            description = "Save another encoder of the method beside encoder.zip, as encoder-NAME.zip: student for"
                    + " dino, whose encoder.zip is the teacher; target for byol and tico; key for moco. Default:"
                    + " none.")
    public String saveAlso;

    @Option(
            names = "--tensorboard",
            description = "Also log the metrics of every step for TensorBoard, in the run's folder (tensorboard"
                    + " --logdir FOLDER).")
    public boolean tensorBoard;

    @Option(
            names = "--no-collapse-monitor",
            description = "Do not monitor the embeddings for collapse. By default, a run that collapses prints a"
                    + " warning with evidence and remedies.")
    public boolean noCollapseMonitor;

    void check() {
        Usage.requireAtLeast("--checkpoint-every", 1, checkpointEvery);
        Usage.requireAtLeast("--check-samples", 0, checkSamples);
        Usage.requireAtLeast("--knn-every", 0, knnEvery);
    }
}
