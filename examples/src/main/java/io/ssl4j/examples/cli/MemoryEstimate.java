package io.ssl4j.examples.cli;

import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.examples.cli.doctor.MemoryLimits;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * How much memory a run is going to need, by formulas, in bytes. The factors were fitted to peaks that {@code --dry-run}
 * measured; see DryRunTest for how near they come.
 *
 * @param program Java, the native libraries and their work space
 * @param samples held in memory
 * @param networks parameters, gradients and the optimiser's state
 * @param activations of the encoder over all views of a batch, and their gradients
 * @param batches made ahead
 * @param evaluation the widest floor's features, after the training
 */
record MemoryEstimate(long program, long samples, long networks, long activations, long batches, long evaluation) {

    private static final long PROGRAM = 300L << 20;

    /** Gradients, two moments of Adam, and weights as oneDNN wants them. */
    private static final int COPIES_OF_PARAMETERS = 8;

    /** Outputs of vertices: some share memory, but gradients come on top. */
    private static final double COPIES_OF_ACTIVATIONS = 1.3;

    /** Batches in the loader and in the step. */
    private static final int BATCHES = 4;

    /** The features of the samples, standardised, and room for the rows that are multiplied. */
    private static final int COPIES_OF_FEATURES = 3;

    /** Axes of a row that convolutions go over, with its channels. */
    private static final int GRID = 3;

    /** What a format says whose samples are windows of recordings. */
    private static final String WINDOWS = "windows";

    /** Formats that are read into memory as a whole. */
    private static final Set<String> IMAGES_IN_MEMORY = Set.of("IDX", "CIFAR-10", "CIFAR-100");

    static <T> MemoryEstimate of(
            RunSettings settings, OpenData<T> data, DataSplit<T> split, Encoder<T> encoder, SslMethod<T> method) {
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
        long labeled = split.bank().map(bank -> (long) bank.size()).orElse(0L)
                + split.test().map(test -> (long) test.size()).orElse(0L);
        return new MemoryEstimate(
                PROGRAM,
                (split.pretrain().size() + labeled) * bytesInMemory(data, encoder.input()),
                COPIES_OF_PARAMETERS * Float.BYTES * parameters,
                (long) (COPIES_OF_ACTIVATIONS * Float.BYTES * rows * outputsPerSample(encoder)),
                BATCHES * Float.BYTES * floats,
                labeled == 0
                        ? 0
                        : COPIES_OF_FEATURES * Float.BYTES * labeled * widestFloor(data, split, encoder.input()));
    }

    /** Of one sample: images of some formats lie in memory as bytes, series as floats; windows lie in their recording. */
    private static long bytesInMemory(OpenData<?> data, EncoderInput<?> input) {
        long floats = SampleShape.floats(input);
        if (input instanceof ImageInput) {
            boolean whole = data.options().text("size").isEmpty()
                    && IMAGES_IN_MEMORY.contains(data.source().format());
            return whole ? floats : 0;
        }
        return data.source().format().contains(WINDOWS) ? 0 : Float.BYTES * floats;
    }

    /** Features of the floor that has most, found by trying them on one sample. */
    private static <T> long widestFloor(OpenData<T> data, DataSplit<T> split, EncoderInput<T> input) {
        Dataset<T> one = split.pretrain().select(0);
        long widest = 0;
        for (FeatureMap<T> floor : data.modality().floors(one, input, 0)) {
            widest = Math.max(widest, floor.features(one).size(1));
        }
        return widest;
    }

    /** What all vertices of the encoder put out for one sample, in floats; 0 for rows that are no grid. */
    private static long outputsPerSample(Encoder<?> encoder) {
        List<ViewSpec> rows = encoder.input().rows();
        if (rows.size() != 1 || rows.get(0).shape().length != GRID) {
            return 0;
        }
        long[] shape = rows.get(0).shape();
        boolean channelsFirst = encoder.input() instanceof ImageInput image && image.order() == ChannelOrder.NCHW;
        InputType type = channelsFirst
                ? InputType.convolutional(shape[1], shape[2], shape[0], CNN2DFormat.NCHW)
                : InputType.convolutional(shape[0], shape[1], shape[2], CNN2DFormat.NHWC);
        ComputationGraphConfiguration configuration = encoder.toGraph().getConfiguration();
        return configuration.getLayerActivationTypes(type).values().stream()
                .mapToLong(InputType::arrayElementsPerExample)
                .sum();
    }

    /** Training and evaluation come one after the other, but what training has taken stays. */
    long total() {
        return program + samples + networks + activations + batches + evaluation;
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
                        ? "; give fewer labelled samples with --limit, or smaller ones (images with --size)"
                        : "; give a --batch-size below " + batchSize
                                + ", a --chunk-size, smaller samples (images with --size) or a smaller"
                                + " --encoder, or raise the limit that 'ssl4j doctor' shows")
                + "; --ignore-memory tries all the same");
    }

    /** "activations 3.1 GB, networks 0.1 GB, ...". */
    String words() {
        return "activations " + MemoryLimits.gibibytes(activations) + ", networks " + MemoryLimits.gibibytes(networks)
                + ", samples " + MemoryLimits.gibibytes(samples + batches) + ", evaluation "
                + MemoryLimits.gibibytes(evaluation) + ", program " + MemoryLimits.gibibytes(program);
    }
}
