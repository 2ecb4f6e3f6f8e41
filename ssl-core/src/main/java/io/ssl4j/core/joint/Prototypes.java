package io.ssl4j.core.joint;

import io.ssl4j.core.network.FunctionNetwork;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Learned directions that embeddings are compared with: a linear map without bias, {@code [n, K] -> x W^T -> [n, P]}
 * for weights {@code W} of {@code [P, K]}, with one row for each of P prototypes.
 *
 * <p>SwAV keeps the rows at unit length by calling {@link #normalize} after every update. DINO's last layer is
 * weight-normalised instead ({@link #withUnitWeights}): it computes with unit rows whatever the length of its
 * parameters, and the gradient goes through the normalisation. Both compare only directions ({@link #withUnitInputs}).
 */
public final class Prototypes extends FunctionNetwork {

    /** The name of the only segment. */
    public static final String WEIGHT = "prototypes_W";

    private final INDArray weights;
    private final boolean unitInputs;
    private final boolean unitWeights;

    private Prototypes(String name, INDArray weights, boolean unitInputs, boolean unitWeights) {
        super(name, Parameters.of(WEIGHT, SegmentKind.WEIGHT, weights));
        this.weights = parameters().values().reshape('c', weights.shape());
        this.unitInputs = unitInputs;
        this.unitWeights = unitWeights;
    }

    /**
     * Makes prototypes with given weights.
     *
     * @param weights {@code [P, K]}, float or double; copied
     */
    public static Prototypes of(String name, INDArray weights) {
        return new Prototypes(name, weights, false, false);
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
        return new Prototypes(name, weights, false, false);
    }

    /** Returns prototypes that start with these weights and normalise them to unit length in every pass. */
    public Prototypes withUnitWeights() {
        return new Prototypes(name(), weights, unitInputs, true);
    }

    /** Returns prototypes that start with these weights and normalise their input rows to unit length. */
    public Prototypes withUnitInputs() {
        return new Prototypes(name(), weights, true, unitWeights);
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
        RowNormalization rows = unitInputs ? RowNormalization.of(input) : null;
        RowNormalization directions = unitWeights ? RowNormalization.of(weights) : null;
        INDArray x = rows == null ? input : rows.unit();
        INDArray w = directions == null ? weights : directions.unit();
        return new Result(
                MatrixProduct.multiply(x, false, w, true),
                gradient -> backward(gradient, x, w, rows, directions),
                () -> {
                    if (rows != null) {
                        rows.close();
                    }
                    if (directions != null) {
                        directions.close();
                    }
                });
    }

    private INDArray backward(
            INDArray gradient, INDArray x, INDArray w, RowNormalization rows, RowNormalization directions) {
        try (INDArray atWeights = MatrixProduct.multiply(gradient, true, x, false)) {
            accumulate(atWeights, directions);
        }
        INDArray atInput = MatrixProduct.multiply(gradient, w);
        if (rows == null) {
            return atInput;
        }
        INDArray result = rows.backward(atInput);
        if (result != atInput) {
            atInput.close();
        }
        return result;
    }

    private void accumulate(INDArray atWeights, RowNormalization directions) {
        if (directions == null) {
            parameters().accumulate(atWeights.reshape(atWeights.length()));
            return;
        }
        try (INDArray atParameters = directions.backward(atWeights)) {
            parameters().accumulate(atParameters.reshape(atParameters.length()));
        }
    }

    @Override
    public Prototypes copy(String newName) {
        return new Prototypes(newName, weights, unitInputs, unitWeights);
    }
}
