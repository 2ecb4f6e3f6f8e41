package io.ssl4j.core.plan;

import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much memory a run needs, by formulas, in bytes. The factors were fitted to peaks that were measured; a slow test
 * compares the estimates with what runs take.
 *
 * @param program Java, the native libraries and their work space
 * @param samples held in memory
 * @param networks parameters, gradients and the optimiser's state
 * @param activations of the encoders over all views of a batch, and their gradients
 * @param batches made ahead
 * @param evaluation what an evaluation after the training holds at once
 */
public record MemoryEstimate(
        long program, long samples, long networks, long activations, long batches, long evaluation) {

    private static final long PROGRAM = 300L << 20;

    /** The part of the program that is Java's heap. */
    private static final long PROGRAM_HEAP = 100L << 20;

    /** Gradients, two moments of Adam, and weights as oneDNN wants them. */
    private static final int COPIES_OF_PARAMETERS = 8;

    /** Outputs of vertices: some share memory, but gradients come on top. */
    private static final double COPIES_OF_ACTIVATIONS = 1.3;

    /** Batches in the loader and in the step. */
    private static final int BATCHES = 4;

    private static final String IN_SPITE = "; --ignore-memory or ignoreMemory(true) begins all the same";

    /** Estimates the memory of a training run. */
    public static MemoryEstimate of(SslMethod<?> method, Dataset<?> data, int batchSize) {
        Collection<Encoder<?>> encoders = trained(method);
        long floats = 0;
        double activations = 0;
        for (ViewSpec view : method.views().layout()) {
            long rows = (long) batchSize * view.copies();
            floats += rows * view.rowLength();
            for (Encoder<?> encoder : encoders) {
                activations += rowsAtOnce(encoder.network(), rows) * (double) perRow(encoder, view);
            }
        }
        long parameters = 0;
        for (ParameterGroup group : method.parameterGroups()) {
            parameters += group.network().parameters().length();
        }
        return new MemoryEstimate(
                PROGRAM,
                data.bytesInMemory(),
                COPIES_OF_PARAMETERS * Float.BYTES * parameters,
                (long) (COPIES_OF_ACTIVATIONS * Float.BYTES * activations),
                BATCHES * Float.BYTES * floats,
                0);
    }

    /** The encoders that a step trains, each once: a moving average runs before them, in the same memory. */
    private static Collection<Encoder<?>> trained(SslMethod<?> method) {
        Map<Parameters, Encoder<?>> byParameters = new IdentityHashMap<>();
        method.encoders()
                .values()
                .forEach(encoder -> byParameters.put(encoder.network().parameters(), encoder));
        Set<Parameters> trained = Collections.newSetFromMap(new IdentityHashMap<>());
        method.parameterGroups().forEach(group -> trained.add(group.network().parameters()));
        byParameters.keySet().retainAll(trained);
        return byParameters.values();
    }

    private static long rowsAtOnce(Network network, long rows) {
        int chunk = network instanceof GraphNetwork graph ? graph.chunkRows() : 0;
        return chunk > 0 ? Math.min(chunk, rows) : rows;
    }

    /** Views may be smaller than the encoder's own rows, as local crops are. */
    private static long perRow(Encoder<?> encoder, ViewSpec view) {
        List<ViewSpec> own = encoder.input().rows();
        if (own.size() != 1) {
            return 0;
        }
        boolean alike = own.get(0).shape().length == view.shape().length;
        return GraphActivations.perRow(
                encoder.network(), alike ? view.shape() : own.get(0).shape());
    }

    /** Returns this estimate for a run with an evaluation at its end, which holds these bytes. */
    public MemoryEstimate withEvaluation(long bytes) {
        return new MemoryEstimate(program, samples, networks, activations, batches, bytes);
    }

    /** Everything. Training and evaluation come one after the other, but what training has taken stays. */
    public long total() {
        return program + samples + networks + activations + batches + evaluation;
    }

    /** The part in Java's heap: the program and the samples in memory. */
    public long heap() {
        return PROGRAM_HEAP + samples;
    }

    /** The part outside Java's heap: the native libraries and the arrays of ND4J. */
    public long offHeap() {
        return total() - heap();
    }

    /**
     * Returns why a run does not fit, and what to change; empty if it fits.
     *
     * @param batchSize samples in a batch of the run
     */
    public Optional<String> obstacle(MemoryLimits limits, int batchSize) {
        if (total() > limits.whole()) {
            boolean evaluationTooLarge = total() - evaluation <= limits.whole();
            return Optional.of("this run needs about " + MemoryLimits.gibibytes(total()) + " of memory (" + text()
                    + "), and this process may have " + MemoryLimits.gibibytes(limits.whole()) + "; "
                    + (evaluationTooLarge
                            ? "measure on fewer labelled samples (--limit) or smaller ones (images: --size)"
                            : MemoryAdvice.smaller(batchSize))
                    + ", or " + limits.raiseWhole() + IN_SPITE);
        }
        if (heap() > limits.heap()) {
            return Optional.of("this run needs about " + MemoryLimits.gibibytes(heap())
                    + " of Java's heap (samples " + MemoryLimits.gibibytes(samples) + "), and it may have "
                    + MemoryLimits.gibibytes(limits.heap())
                    + "; raise -Xmx (SSL4J_JAVA_OPTS of the command line), or take fewer or smaller samples"
                    + IN_SPITE);
        }
        return Optional.empty();
    }

    /**
     * Rejects a run that does not fit.
     *
     * @throws IllegalArgumentException with what to change
     */
    public void requireFits(MemoryLimits limits, int batchSize) {
        obstacle(limits, batchSize).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    /** "activations 3.1 GB, networks 0.1 GB, ...". */
    public String text() {
        return "activations " + MemoryLimits.gibibytes(activations) + ", networks " + MemoryLimits.gibibytes(networks)
                + ", samples " + MemoryLimits.gibibytes(samples + batches) + ", evaluation "
                + MemoryLimits.gibibytes(evaluation) + ", program " + MemoryLimits.gibibytes(program);
    }
}
