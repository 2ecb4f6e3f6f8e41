package io.ssl4j.cli.option;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.TrainerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Method, encoder and optimisation of a run. */
public final class TrainingOptions {

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            description = "The method to train with; 'ssl4j methods' lists them, and simclr+rotation trains with"
                    + " two at once. Default: ${DEFAULT-VALUE}.")
    public String method = "simclr";

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Sets an option of the method, for example --set temperature=0.2; 'ssl4j methods NAME'"
                    + " explains the options. May be repeated.")
    public Map<String, String> methodOptions = new LinkedHashMap<>();

    @Mixin
    RecipeOptions recipe = new RecipeOptions();

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            completionCandidates = EncoderNames.class,
            description = "The encoder, one of ${COMPLETION-CANDIDATES}. Default: dilated-conv for series; for images"
                    + " resnet-xs, but resnet-s for methods with small crops (swav, dino), which resnet-xs cannot"
                    + " take.")
    public String encoder;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "Continue from this encoder instead of a new one: its weights and preprocessing stay,"
                    + " the heads are new. The samples must have the shape that it takes (for images: --size,"
                    + " --color).")
    public Path init;

    @Option(
            names = "--width",
            paramLabel = "CHANNELS",
            description = "Width of the encoder: channels of the first layer of resnet-s, and of the blocks of"
                    + " dilated-conv. Default: ${DEFAULT-VALUE}.")
    public int width = 32;

    @Option(
            names = "--feature-width",
            paramLabel = "N",
            description = "Append a linear layer of N outputs with batch norm and ReLU to the encoder, which becomes"
                    + " the representation: 4096 for EMP-SSL's, with --set projector-hidden=4096."
                    + " Default: no such layer.")
    public int featureWidth;

    @Option(
            names = "--zero-init-residual",
            description = "Start the last batch norm of each residual block with a scale of 0, so that the block"
                    + " starts as its shortcut, as SimSiam, Barlow Twins and VICReg do.")
    public boolean zeroInitResidual;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Number of passes over the training samples. Default: ${DEFAULT-VALUE}.")
    public int epochs = 24;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Number of samples per batch. Default: ${DEFAULT-VALUE}.")
    public int batchSize = 256;

    @Option(
            names = "--chunk-size",
            paramLabel = "N",
            description = "Pass at most N samples of a batch through the encoder at once, so that larger batches"
                    + " fit into memory. A step takes about half as much time again. The gradient is that of"
                    + " the whole batch, except that batch norm takes its statistics over a chunk. Default:"
                    + " the whole batch.")
    public int chunkSize;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            description = "Sum the gradients of N batches per update, for updates of more samples than memory"
                    + " holds. It is rejected for methods and encoders where that differs from one large"
                    + " batch; rotation with an encoder without batch norm, such as tiny-plain, accepts it."
                    + " Default: ${DEFAULT-VALUE}.")
    public int accumulate = 1;

    @Mixin
    OptimizerOptions optimization = new OptimizerOptions();

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Seed for all random choices of the run. Default: ${DEFAULT-VALUE}.")
    public long seed = 42;

    @Option(
            names = "--loader-threads",
            paramLabel = "N",
            description = "Number of threads that make views; the result is the same with any number. Default:"
                    + " ${DEFAULT-VALUE}.")
    int loaderThreads = 1;

    /** @throws IllegalArgumentException if an option has a value that cannot be */
    void check(Modality<?> modality) {
        MethodOptions values = methodOptions(modality);
        try {
            SslMethods.named(method).check(modality, values);
        } catch (IllegalArgumentException e) {
            throw badValue(e);
        }
        EncoderNames.of(modality, SslMethods.named(method, modality), encoder);
        if (init != null && encoder != null) {
            throw new IllegalArgumentException("give either --encoder or --init, got both");
        }
        Usage.requireAtLeast("--feature-width", 0, featureWidth);
        if (init != null && (zeroInitResidual || featureWidth > 0)) {
            throw new IllegalArgumentException((zeroInitResidual ? "--zero-init-residual" : "--feature-width")
                    + " needs a new encoder, got --init, which goes on from trained weights; leave one of them out");
        }
        Usage.requireAtLeast("--width", 1, width);
        Usage.requireAtLeast("--epochs", 1, epochs);
        Usage.requireAtLeast("--batch-size", 1, batchSize);
        Usage.requireAtLeast("--accumulate", 1, accumulate);
        Usage.requireAtLeast("--chunk-size", 0, chunkSize);
        Usage.requireAtLeast("--loader-threads", 1, loaderThreads);
        optimization.check();
    }

    /** An error of {@code --set}. */
    private OptionException badValue(IllegalArgumentException e) {
        return new OptionException(
                "--set for " + method + ": " + e.getMessage() + "; 'ssl4j methods " + method + "' explains the options",
                e);
    }

    /**
     * Makes the method.
     *
     * @throws OptionException if it could be made but for the values of {@code --set}
     */
    public <T> SslMethod<T> createMethod(Encoder<T> encoder) {
        try {
            return SslMethods.create(method, encoder, methodOptions, seed);
        } catch (IllegalArgumentException e) {
            if (methodOptions.isEmpty() || !worksWithoutOptions(encoder)) {
                throw e;
            }
            throw badValue(e);
        }
    }

    private boolean worksWithoutOptions(Encoder<?> encoder) {
        try {
            SslMethods.create(method, encoder, Map.of(), seed);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Puts the defaults in place of what is not given. */
    void resolve(Modality<?> modality) {
        Map<String, String> values = methodOptions(modality).values();
        recipe.clear();
        methodOptions = new LinkedHashMap<>();
        values.forEach((option, value) -> {
            if (!value.isEmpty()) {
                methodOptions.put(option, value);
            }
        });
        if (init == null) {
            encoder = EncoderNames.of(modality, SslMethods.named(method, modality), encoder);
        }
        optimization.resolve();
    }

    private MethodOptions methodOptions(Modality<?> modality) {
        List<MethodOption> declared = SslMethods.named(method, modality).options(modality);
        return MethodOptions.of(method, declared, recipe.addTo(methodOptions, declared));
    }

    /** After scaling by the samples of an update. */
    public double learningRateThatRuns() {
        return optimization.learningRateThatRuns(samplesPerUpdate());
    }

    /**
     * The encoder that training begins with.
     *
     * @param split what it learns from: a new encoder standardises by the mean and deviation of these samples
     */
    public <T> Encoder<T> createEncoder(OpenData<T> data, DataSplit<T> split) throws IOException {
        if (init == null) {
            Encoder<T> created = data.modality().encoder(encoder, data.input(split), width, seed);
            Encoder<T> started = zeroInitResidual ? created.withZeroInitResidual() : created;
            return (featureWidth > 0 ? started.withFeatureLayer(featureWidth) : started).inChunks(chunkSize);
        }
        Encoder<T> loaded = Encoder.load(init, data.modality().sampleType());
        ImageChecks.requireShape(split.pretrain(), loaded, init);
        return loaded.inChunks(chunkSize);
    }

    /** The name of the encoder or of the file that training begins with. */
    public String encoderName() {
        return init == null ? encoder : "the encoder in " + init;
    }

    /** Tells a trainer. */
    public void configure(TrainerBuilder trainer) {
        optimization.configure(trainer, epochs);
        trainer.epochs(epochs)
                .batchSize(batchSize)
                .accumulate(accumulate)
                .seed(seed)
                .loaderThreads(loaderThreads);
    }

    /** Samples of one update. */
    public long samplesPerUpdate() {
        return (long) batchSize * accumulate;
    }
}
