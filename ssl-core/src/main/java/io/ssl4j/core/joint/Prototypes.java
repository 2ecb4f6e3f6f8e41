package io.ssl4j.core.joint;

import io.ssl4j.core.network.FunctionNetwork;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Learned directions that embeddings are compared with: a linear map without bias, {@code [n, K] -> x W^T -> [n, P]}
 * for weights {@code W} of {@code [P, K]}, with one row for each of P prototypes.
 *
 * <p>SwAV keeps the rows at unit length by calling {@link #normalize} after every update. DINO's last layer is
 * weight-normalised instead (Salimans and Kingma 2016, arXiv:1602.07868): it computes with rows of length 1 ({@link
 * #withUnitWeights}) or of a trained length ({@link #withTrainedLengths}), whatever the length of its parameters, and
 * the gradient goes through the normalisation. Both compare with inputs of unit length ({@link #withUnitInputs}).
 */
public final class Prototypes extends FunctionNetwork {

    /** The name of the segment of the directions. */
    public static final String WEIGHT = "prototypes_W";

    /** The name of the segment of the trained lengths, if there are any. */
    public static final String LENGTH = "prototypes_g";

    /** The parts that are normalised. */
    private record Norms(boolean unitInputs, boolean unitWeights, boolean trainedLengths) {}

    private final INDArray weights;
    private final Norms norms;

    private Prototypes(String name, Parameters parameters, long[] shape, Norms norms) {
        super(name, parameters);
        this.weights = Parameters.view(
                        parameters.values(), parameters.segments().get(0))
                .reshape('c', shape);
        this.norms = norms;
    }

    private Prototypes(String name, INDArray weights, Norms norms) {
        this(
                name,
                norms.trainedLengths() ? withLengths(weights) : Parameters.of(WEIGHT, SegmentKind.WEIGHT, weights),
                weights.shape(),
                norms);
    }

    /** Lengths of 1 behind the weights. Decayed like these, as PyTorch's {@code weight_g} of two dimensions is. */
    private static Parameters withLengths(INDArray weights) {
        long count = weights.size(0);
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray flat = Nd4j.ones(weights.dataType(), weights.length() + count);
            Segment directions = new Segment(WEIGHT, SegmentKind.WEIGHT, 0, weights.length(), weights.shape(), 'c');
            Segment lengths =
                    new Segment(LENGTH, SegmentKind.WEIGHT, weights.length(), count, new long[] {count, 1}, 'c');
            Parameters.view(flat, directions).assign(weights.dup('c').reshape(weights.length()));
            return new Parameters(flat, List.of(directions, lengths));
        }
    }

    /**
     * Makes prototypes with given weights.
     *
     * @param weights {@code [P, K]}, float or double; copied
     */
    public static Prototypes of(String name, INDArray weights) {
        return new Prototypes(name, weights, new Norms(false, false, false));
    }

    /**
     * Makes random prototypes with PyTorch's initialisation of a linear layer, uniform in +-1/sqrt(K).
     *
     * @param count P
     * @param width K
     * @param seed the seed of the weights. Prototypes with different names get different initial weights from the same
     *     seed
     */
    public static Prototypes random(String name, int count, int width, long seed, DataType type) {
        if (count < 2 || width < 1) {
            throw new IllegalArgumentException(
                    "there must be at least 2 prototypes of width 1, got " + count + " of width " + width);
        }
        INDArray weights = Nd4j.createUninitialized(type, new long[] {count, width}, 'c');
        RandomStream random = RandomKey.of(seed).child(name).stream();
        double bound = 1 / Math.sqrt(width);
        for (long i = 0; i < weights.length(); i++) {
            weights.data().put(i, (2 * random.nextDouble() - 1) * bound);
        }
        return new Prototypes(name, weights, new Norms(false, false, false));
    }

    /** Returns prototypes that start with these weights and normalise them to unit length in every pass. */
    public Prototypes withUnitWeights() {
        return new Prototypes(name(), weights, new Norms(norms.unitInputs(), true, false));
    }

    /**
     * Returns prototypes that start with these weights, normalise them in every pass, and give each a length of its
     * own, which is trained and 1 at first.
     */
    public Prototypes withTrainedLengths() {
        return new Prototypes(name(), weights, new Norms(norms.unitInputs(), true, true));
    }

    /** Returns prototypes that start with these weights and normalise their input rows to unit length. */
    public Prototypes withUnitInputs() {
        return new Prototypes(name(), weights, new Norms(true, norms.unitWeights(), norms.trainedLengths()));
    }

    /** The weights, {@code [P, K]}: live. */
    public INDArray weights() {
        return weights;
    }

    /** Normalises every prototype to unit length. */
    public void normalize() {
        try (RowNormalization unit = RowNormalization.of(weights)) {
            weights.assign(unit.unit());
        }
    }

    @Override
    protected Result run(INDArray input) {
        Comparison comparison = new Comparison(input);
        return new Result(comparison.output(), comparison::backward, comparison::close);
    }

    /** The comparison of some rows with all prototypes, with what its backward pass needs. */
    private final class Comparison {

        private final RowNormalization rows;
        private final RowNormalization directions;
        private final INDArray lengths;
        private final INDArray x;
        private final INDArray w;
        private final INDArray scores;

        Comparison(INDArray input) {
            rows = norms.unitInputs() ? RowNormalization.of(input) : null;
            directions = norms.unitWeights() ? RowNormalization.of(weights) : null;
            lengths = norms.trainedLengths()
                    ? Parameters.view(
                            parameters().values(), parameters().segments().get(1))
                    : null;
            x = rows == null ? input : rows.unit();
            w = directions == null ? weights : directions.unit();
            scores = MatrixProduct.multiply(x, false, w, true);
        }

        INDArray output() {
            return lengths == null ? scores : scores.mulRowVector(lengths);
        }

        INDArray backward(INDArray gradient) {
            if (lengths == null) {
                return backward(gradient, null);
            }
            try (INDArray atScores = gradient.mulRowVector(lengths);
                    INDArray products = gradient.mul(scores);
                    INDArray atLengths = products.sum(0)) {
                return backward(atScores, atLengths);
            }
        }

        private INDArray backward(INDArray atScores, INDArray atLengths) {
            try (INDArray atWeights = MatrixProduct.multiply(atScores, true, x, false)) {
                accumulate(atWeights, atLengths);
            }
            INDArray atInput = MatrixProduct.multiply(atScores, w);
            if (rows == null) {
                return atInput;
            }
            try (atInput) {
                return rows.backward(atInput);
            }
        }

        private void accumulate(INDArray atWeights, INDArray atLengths) {
            if (directions == null) {
                parameters().accumulate(atWeights.reshape(atWeights.length()));
                return;
            }
            try (INDArray atParameters = directions.backward(atWeights)) {
                INDArray flat = atParameters.reshape(atParameters.length());
                parameters().accumulate(atLengths == null ? flat : Nd4j.concat(0, flat, atLengths));
            }
        }

        void close() {
            if (rows != null) {
                rows.close();
            }
            if (directions != null) {
                directions.close();
            }
            if (lengths != null) {
                scores.close();
            }
        }
    }

    @Override
    public Prototypes copy(String newName) {
        INDArray values = parameters().values();
        Parameters own =
                new Parameters(GraphNetwork.detachedCopy(values), parameters().segments());
        return new Prototypes(newName, own, weights.shape(), norms);
    }
}
