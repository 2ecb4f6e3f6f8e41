package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Method, encoder and optimisation of a run. */
final class TrainingOptions {

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            description = "What to minimise; 'ssl4j methods' lists them. Default: ${DEFAULT-VALUE}.")
    String method = "simclr";

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "An option of the method, for example --set temperature=0.2. May be repeated.")
    Map<String, String> methodOptions = new LinkedHashMap<>();

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            description = "One of ${COMPLETION-CANDIDATES}. Default: resnet-xs.")
    EncoderChoice encoder;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description =
                    "Instead of --encoder: go on from this encoder, with its weights and its preprocessing and with new"
                            + " heads. Images must be of its size (--size, --color).")
    Path init;

    @Option(
            names = "--width",
            paramLabel = "CHANNELS",
            description = "Channels of resnet-s's stem. Default: ${DEFAULT-VALUE}.")
    int width = 32;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images. Default: ${DEFAULT-VALUE}.")
    int epochs = 24;

    @Option(names = "--batch-size", paramLabel = "N", description = "Images per step. Default: ${DEFAULT-VALUE}.")
    int batchSize = 256;

    @Option(
            names = "--chunk-size",
            paramLabel = "N",
            description = "Let at most N images go through the encoder at once, for batches of more images than memory"
                    + " holds: half as much time again, the same gradient but for batch norm, which takes its statistics"
                    + " over N images. Default: all of a batch.")
    int chunkSize;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            description = "Make one update of the gradients of N batches, for updates of more images than memory holds;"
                    + " refused where it would not be that of one large batch: needs a method such as rotation and an"
                    + " encoder without batch norm such as tiny-plain. Default: ${DEFAULT-VALUE}.")
    int accumulate = 1;

    @Mixin
    OptimizerOptions optimization = new OptimizerOptions();

    @Option(names = "--seed", paramLabel = "SEED", description = "Of all randomness. Default: ${DEFAULT-VALUE}.")
    long seed = 42;

    @Option(
            names = "--loader-threads",
            paramLabel = "N",
            description = "Threads that make views; they change no bit of the result. Default: ${DEFAULT-VALUE}.")
    int loaderThreads = 1;

    /** @throws IllegalArgumentException if an option has a value that cannot be */
    void check() {
        MethodOptions.of(method, SslMethods.named(method).options(), methodOptions);
        if (init != null && encoder != null) {
            throw new IllegalArgumentException("give either --encoder or --init, got both");
        }
        Usage.requireAtLeast("--width", 1, width);
        Usage.requireAtLeast("--epochs", 1, epochs);
        Usage.requireAtLeast("--batch-size", 1, batchSize);
        Usage.requireAtLeast("--accumulate", 1, accumulate);
        Usage.requireAtLeast("--chunk-size", 0, chunkSize);
        Usage.requireAtLeast("--loader-threads", 1, loaderThreads);
        optimization.check();
    }

    /** Puts the defaults in place of what is not given. */
    void resolve() {
        Map<String, String> values = MethodOptions.of(
                        method, SslMethods.named(method).options(), methodOptions)
                .values();
        methodOptions = new LinkedHashMap<>();
        values.forEach((option, value) -> {
            if (!value.isEmpty()) {
                methodOptions.put(option, value);
            }
        });
        if (init == null && encoder == null) {
            encoder = EncoderChoice.RESNET_XS;
        }
        optimization.resolve();
    }

    double learningRateThatRuns() {
        return optimization.learningRateThatRuns(samplesPerUpdate());
    }

    /**
     * The encoder that training begins with.
     *
     * @param images what it learns from: a new encoder standardises by their mean and deviation
     */
    Encoder<Image> createEncoder(ImageDataset images) throws IOException {
        return wholeEncoder(images).inChunks(chunkSize);
    }

    private Encoder<Image> wholeEncoder(ImageDataset images) throws IOException {
        if (init == null) {
            return encoder.create(ImageInput.of(images), width, seed);
        }
        Encoder<Image> loaded = Encoder.load(init);
        ImageInput input = loaded.input();
        ImageShape wanted = new ImageShape(input.height(), input.width(), input.channels());
        if (!images.shape().equals(wanted)) {
            throw new IllegalArgumentException("the encoder in " + init + " takes images of " + wanted
                    + ", the data has images of " + images.shape() + "; give --size " + wanted.height() + "x"
                    + wanted.width()
                    + (wanted.channels() == images.shape().channels()
                            ? ""
                            : " and --color " + (wanted.channels() == 1 ? "gray" : "rgb")));
        }
        return loaded;
    }

    /** What training begins with, in words. */
    String encoderName() {
        return init == null ? encoder.toString() : "the encoder in " + init;
    }

    void configure(TrainerBuilder trainer) {
        optimization.configure(trainer, epochs);
        trainer.epochs(epochs)
                .batchSize(batchSize)
                .accumulate(accumulate)
                .seed(seed)
                .loaderThreads(loaderThreads);
    }

    /** Images of one update. */
    long samplesPerUpdate() {
        return (long) batchSize * accumulate;
    }
}
