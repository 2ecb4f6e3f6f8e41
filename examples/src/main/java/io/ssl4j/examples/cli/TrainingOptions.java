package io.ssl4j.examples.cli;

import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.Schedules;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.TrainerBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Method, encoder and optimisation of a run. */
final class TrainingOptions {

    /** The optimisers by name. */
    enum OptimizerChoice {
        ADAM,
        ADAMW,
        SGD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    EncoderChoice encoder = EncoderChoice.RESNET_XS;

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
            names = "--optimizer",
            paramLabel = "NAME",
            description = "adam, adamw or sgd (momentum 0.9). Default: ${DEFAULT-VALUE}.")
    OptimizerChoice optimizer = OptimizerChoice.ADAM;

    @Option(names = "--lr", paramLabel = "RATE", description = "Peak learning rate. Default: ${DEFAULT-VALUE}.")
    double learningRate = 2e-3;

    @Option(
            names = "--weight-decay",
            paramLabel = "DECAY",
            description = "On weights alone. Default: ${DEFAULT-VALUE}.")
    double weightDecay = 1e-6;

    @Option(
            names = "--warmup-epochs",
            paramLabel = "N",
            description = "The learning rate rises for so long, then falls along a cosine. Default: ${DEFAULT-VALUE}.")
    double warmupEpochs = 2;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Scale gradients down to this norm where they are longer; 0 for never. Default: 0.")
    double clip;

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
        Usage.requireAtLeast("--width", 1, width);
        Usage.requireAtLeast("--epochs", 1, epochs);
        Usage.requireAtLeast("--batch-size", 1, batchSize);
        Usage.requireAtLeast("--loader-threads", 1, loaderThreads);
        requireNotNegative("--lr", learningRate);
        requireNotNegative("--weight-decay", weightDecay);
        requireNotNegative("--warmup-epochs", warmupEpochs);
        requireNotNegative("--clip", clip);
    }

    private static void requireNotNegative(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(option + " must be finite and at least 0, got " + value);
        }
    }

    Encoder createEncoder(ImageInput input) {
        return encoder.create(input, width, seed);
    }

    void configure(TrainerBuilder trainer) {
        trainer.optimizer(createOptimizer())
                .schedule(Schedules.warmupCosineEpochs(Math.min(warmupEpochs, epochs / 2.0)))
                .epochs(epochs)
                .batchSize(batchSize)
                .seed(seed)
                .loaderThreads(loaderThreads);
        if (clip > 0) {
            trainer.clipGradientNorm(clip);
        }
    }

    private Optimizer createOptimizer() {
        return switch (optimizer) {
            case ADAM -> Optimizers.adam(learningRate).withWeightDecay(weightDecay);
            case ADAMW -> Optimizers.adamW(learningRate).withWeightDecay(weightDecay);
            case SGD -> Optimizers.sgd(learningRate).withMomentum(0.9).withWeightDecay(weightDecay);
        };
    }

    void write(ObjectNode node) {
        node.put("method", method);
        ObjectNode options = node.putObject("set");
        methodOptions.forEach(options::put);
        node.put("encoder", encoder.toString());
        node.put("width", width);
        node.put("epochs", epochs);
        node.put("batchSize", batchSize);
        node.put("optimizer", optimizer.name());
        node.put("learningRate", learningRate);
        node.put("weightDecay", weightDecay);
        node.put("warmupEpochs", warmupEpochs);
        node.put("clip", clip);
        node.put("seed", seed);
        node.put("loaderThreads", loaderThreads);
    }

    static TrainingOptions read(JsonNode node) {
        TrainingOptions options = new TrainingOptions();
        options.method = node.path("method").asText();
        node.path("set")
                .fields()
                .forEachRemaining(entry -> options.methodOptions.put(
                        entry.getKey(), entry.getValue().asText()));
        options.encoder = EncoderChoice.of(node.path("encoder").asText());
        options.width = node.path("width").asInt();
        options.epochs = node.path("epochs").asInt();
        options.batchSize = node.path("batchSize").asInt();
        options.optimizer = OptimizerChoice.valueOf(node.path("optimizer").asText());
        options.learningRate = node.path("learningRate").asDouble();
        options.weightDecay = node.path("weightDecay").asDouble();
        options.warmupEpochs = node.path("warmupEpochs").asDouble();
        options.clip = node.path("clip").asDouble();
        options.seed = node.path("seed").asLong();
        options.loaderThreads = node.path("loaderThreads").asInt();
        return options;
    }
}
