package io.ssl4j.core.joint;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Learned directions to which embeddings are compared: a linear map without bias, {@code [n, K] -> x W^T -> [n, P]} for
 * weights {@code W} of {@code [P, K]}, one row for each of P prototypes.
 *
 * <p>SwAV keeps the rows at unit length by {@link #normalize} after every update; DINO's last layer is weight-normalised
 * instead ({@link #withUnitWeights}): it computes with the unit rows whatever the length of its parameters, and the gradient
 * goes through the normalisation. Both compare directions alone ({@link #withUnitInputs}).
 */
public final class Prototypes implements Network {

    /** The name of the only segment. */
    public static final String WEIGHT = "prototypes_W";

    private final String name;
    private final Parameters parameters;
    private final INDArray weights;
    private final boolean unitInputs;
    private final boolean unitWeights;
    private final List<INDArray> spent = new ArrayList<>();

    private Prototypes(String name, INDArray weights, boolean unitInputs, boolean unitWeights) {
        this.name = name;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray flat = weights.dup('c').reshape(weights.length());
            Segment segment = new Segment(WEIGHT, SegmentKind.WEIGHT, 0, weights.length(), weights.shape(), 'c');
            this.parameters = new Parameters(flat, List.of(segment));
            this.weights = flat.reshape('c', weights.shape());
        }
        this.unitInputs = unitInputs;
        this.unitWeights = unitWeights;
    }

    /**
     * Prototypes with given weights.
     *
     * @param weights {@code [P, K]}, float or double; copied
     */
    public static Prototypes of(String name, INDArray weights) {
        return new Prototypes(name, weights, false, false);
    }

    /**
     * Random prototypes with PyTorch's initialisation of a linear layer, uniform in +-1/sqrt(K).
     *
     * @param count P
     * @param width K
     * @param seed prototypes of other names start elsewhere from the same seed
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

    /** Prototypes that begin as these and are computed with at unit length. */
    public Prototypes withUnitWeights() {
        return new Prototypes(name, weights, unitInputs, true);
    }

    /** Prototypes that begin as these, for rows that are brought to unit length first. */
    public Prototypes withUnitInputs() {
        return new Prototypes(name, weights, true, unitWeights);
    }

    /** The weights, {@code [P, K]}: live. */
    public INDArray weights() {
        return weights;
    }

    /** Brings every prototype to unit length. */
    public void normalize() {
        try (RowNormalization unit = RowNormalization.of(weights)) {
            weights.assign(unit.unit());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public List<String> inputNames() {
        return List.of("input");
    }

    @Override
    public List<String> outputNames() {
        return List.of("output");
    }

    @Override
    public Pass forward(Map<String, INDArray> inputs, PassMode mode) {
        return pass(inputs);
    }

    @Override
    public Map<String, INDArray> infer(Map<String, INDArray> inputs) {
        try (PrototypePass pass = pass(inputs)) {
            return Map.of("output", pass.output().dup('c'));
        }
    }

    private PrototypePass pass(Map<String, INDArray> inputs) {
        spent.forEach(INDArray::close);
        spent.clear();
        return new PrototypePass(parameters, inputs.get("input"), weights, unitInputs, unitWeights, spent);
    }

    @Override
    public Prototypes copy(String newName) {
        return new Prototypes(newName, weights, unitInputs, unitWeights);
    }
}
