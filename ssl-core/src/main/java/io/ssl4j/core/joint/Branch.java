package io.ssl4j.core.joint;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Networks in sequence, each with one input and one output: encoder, projector, and in some methods a predictor or
 * prototypes.
 *
 * <pre>{@code
 * Branch online = Branch.on(encoder).with("projector", projector, seed).with("predictor", predictor, seed);
 * BranchPass p = online.forward(views, mode);   // p.output(1) are the projections, p.output() the predictions
 * p.backward(loss.gradient());
 * }</pre>
 */
public final class Branch {

    private final List<Network> networks;
    private final OptionalInt width;

    private Branch(List<Network> networks, OptionalInt width) {
        this.networks = List.copyOf(networks);
        this.width = width;
    }

    /**
     * Makes a branch of existing networks, starting at the input.
     *
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public static Branch of(Network... networks) {
        List<Network> list = List.of(networks);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("a branch has at least one network, got none");
        }
        if (list.stream().map(Network::name).distinct().count() < list.size()) {
            throw new IllegalArgumentException("the networks of a branch need names of their own, got "
                    + list.stream().map(Network::name).toList());
        }
        return new Branch(list, OptionalInt.empty());
    }

    /** Makes a branch of only an encoder, to which heads can be added. */
    public static Branch on(Encoder<?> encoder) {
        return new Branch(List.of(encoder.network()), OptionalInt.of(encoder.representationSize()));
    }

    /**
     * Returns the branch with one more head, in the data type of the networks before it.
     *
     * @param name the name of the head: "projector", "predictor"
     * @param seed the seed for its initial weights. Heads with different names get different initial weights from the
     *     same seed
     * @throws IllegalStateException if this branch was not made by {@link #on}
     */
    public Branch with(String name, HeadShape head, long seed) {
        Network network = head.on(requireWidth(), name)
                .build(seed, networks.get(0).parameters().values().dataType());
        return with(network, head.outputs());
    }

    /** Returns the branch with one more network, whose input is the output of the last one. */
    public Branch with(Network network, int outputs) {
        List<Network> longer = new ArrayList<>(networks);
        longer.add(network);
        return new Branch(longer, OptionalInt.of(outputs));
    }

    /** The width of the output, if this branch was made by {@link #on}. */
    public OptionalInt width() {
        return width;
    }

    /**
     * The width of the output.
     *
     * @throws IllegalStateException if this branch was not made by {@link #on}
     */
    public int requireWidth() {
        return width.orElseThrow(() -> new IllegalStateException(
                "the width of a branch of bare networks is not known; begin with Branch.on(encoder)"));
    }

    /** The networks, starting at the input. */
    public List<Network> networks() {
        return networks;
    }

    /** Returns the first networks of this branch, which a target copies if only the online side has the predictor. */
    public Branch first(int count) {
        return of(networks.subList(0, count).toArray(new Network[0]));
    }

    /** Returns all networks as parameter groups with default settings. */
    public List<ParameterGroup> groups() {
        return networks.stream().map(ParameterGroup::of).toList();
    }

    /** Runs forward in training mode, with rows of one length. */
    public BranchPass forward(INDArray input, PassMode mode) {
        return forward(Rows.of(input), mode);
    }

    /** Runs forward in training mode. */
    public BranchPass forward(Rows input, PassMode mode) {
        List<Pass> passes = new ArrayList<>();
        try {
            Rows last = input;
            for (Network network : networks) {
                Pass pass = network.forward(last, mode);
                passes.add(pass);
                last = pass.rows();
            }
        } catch (RuntimeException | Error e) {
            passes.forEach(Pass::close);
            throw e;
        }
        return new BranchPass(passes);
    }
}
