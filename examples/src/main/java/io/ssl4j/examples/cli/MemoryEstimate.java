package io.ssl4j.examples.cli;

import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.examples.cli.doctor.MemoryLimits;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * How much memory a run is going to need, by formulas, in bytes. The factors were fitted to peaks that {@code --dry-run}
 * measured; see DryRunTest for how near they come.
 *
 * @param program Java, the native libraries and their work space
 * @param images held in memory
 * @param networks parameters, gradients and the optimiser's state
 * @param activations of the encoder over all views of a batch, and their gradients
 * @param batches made ahead
 * @param evaluation raw pixels as features, after the training
 */
record MemoryEstimate(long program, long images, long networks, long activations, long batches, long evaluation) {

    private static final long PROGRAM = 300L << 20;

    /** Gradients, two moments of Adam, and weights as oneDNN wants them. */
    private static final int COPIES_OF_PARAMETERS = 8;

    /** Outputs of vertices: some share memory, but gradients come on top. */
    private static final double COPIES_OF_ACTIVATIONS = 1.3;

    /** Batches in the loader and in the step. */
    private static final int BATCHES = 4;

    /** The features of the images, standardised, and room for the rows that are multiplied. */
    private static final int COPIES_OF_PIXELS = 3;

    /** Formats that are read into memory as a whole. */
    private static final Set<String> IN_MEMORY = Set.of("IDX", "CIFAR-10", "CIFAR-100");

    static MemoryEstimate of(
            RunSettings settings, String format, ImageSplit images, Encoder<Image> encoder, SslMethod<Image> method) {
        ImageShape shape = images.pretrain().shape();
        long pixels = (long) shape.height() * shape.width() * shape.channels();
        long batch = settings.training().batchSize;
        int chunk = settings.training().chunkSize;
        long rows = 0;
        long floats = 0;
        for (ViewSpec view : method.views().layout()) {
            rows += chunk > 0 ? Math.min(chunk, batch * view.copies()) : batch * view.copies();
            floats += batch * view.copies() * view.rowLength();
        }
        long parameters = 0;
        for (ParameterGroup group : method.parameterGroups()) {
            parameters += group.network().parameters().length();
        }
        long labeled = images.bank().map(bank -> (long) bank.size()).orElse(0L)
                + images.test().map(test -> (long) test.size()).orElse(0L);
        return new MemoryEstimate(
                PROGRAM,
                settings.data().size == null && IN_MEMORY.contains(format)
                        ? (images.pretrain().size() + labeled) * pixels
                        : 0,
                COPIES_OF_PARAMETERS * Float.BYTES * parameters,
                (long) (COPIES_OF_ACTIVATIONS * Float.BYTES * rows * outputsPerImage(encoder)),
                BATCHES * Float.BYTES * floats,
                COPIES_OF_PIXELS * Float.BYTES * labeled * pixels);
    }

    /** What all vertices of the encoder put out for one image, in floats. */
    private static long outputsPerImage(Encoder<Image> encoder) {
        ImageInput input = encoder.input();
        InputType type = InputType.convolutional(
                input.height(),
                input.width(),
                input.channels(),
                input.order() == ChannelOrder.NHWC ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
        ComputationGraphConfiguration configuration = encoder.toGraph().getConfiguration();
        return configuration.getLayerActivationTypes(type).values().stream()
                .mapToLong(InputType::arrayElementsPerExample)
                .sum();
    }

    /** Training and evaluation come one after the other, but what training has taken stays. */
    long total() {
        return program + images + networks + activations + batches + evaluation;
    }

    /**
     * Refuses a run that does not fit.
     *
     * @throws IllegalArgumentException with what to change
     */
    void requireFits(MemoryLimits limits, int batchSize) {
        if (total() <= limits.whole()) {
            return;
        }
        boolean evaluationTooLarge = total() - evaluation <= limits.whole();
        throw new IllegalArgumentException("this run needs about " + MemoryLimits.gibibytes(total())
                + " of memory (" + words() + "), and this process may have " + MemoryLimits.gibibytes(limits.whole())
                + (evaluationTooLarge
                        ? "; give fewer labelled images with --limit, or smaller ones with --size"
                        : "; give a --batch-size below " + batchSize
                                + ", a --chunk-size, smaller images with --size or a smaller"
                                + " --encoder, or raise the limit that 'ssl4j doctor' shows")
                + "; --ignore-memory tries all the same");
    }

    /** "activations 3.1 GB, networks 0.1 GB, ...". */
    String words() {
        return "activations " + MemoryLimits.gibibytes(activations) + ", networks " + MemoryLimits.gibibytes(networks)
                + ", images " + MemoryLimits.gibibytes(images + batches) + ", evaluation "
                + MemoryLimits.gibibytes(evaluation) + ", program " + MemoryLimits.gibibytes(program);
    }
}
