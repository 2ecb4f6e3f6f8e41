package io.ssl4j.core.joint;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Networks one after the other, each of one input and one output: encoder, projector, and in some methods a predictor or
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
     * Networks that are there already, from the input on.
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

    /** A branch of an encoder alone, on which heads can be put. */
    public static Branch on(Encoder<?> encoder) {
        return new Branch(List.of(encoder.network()), OptionalInt.of(encoder.representationSize()));
    }

    /**
     * The branch with one more head, in the data type of the networks below.
     *
     * @param name of the head: "projector", "predictor"
     * @param seed for its initial weights; heads of other names start elsewhere from the same seed
     * @throws IllegalStateException if this branch was not made by {@link #on}
     */
    public Branch with(String name, HeadShape head, long seed) {
        Network network = head.on(requireWidth(), name)
                .build(seed, networks.get(0).parameters().values().dataType());
        return with(network, head.outputs());
    }

    /** The branch with one more network, which takes what the last one gives. */
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

    /** The networks, from the input on. */
    public List<Network> networks() {
        return networks;
    }

    /** The first networks of this branch: what a target copies where the predictor belongs to the online side alone. */
    public Branch first(int count) {
        return of(networks.subList(0, count).toArray(new Network[0]));
    }

    /** All networks as parameter groups with nothing special. */
    public List<ParameterGroup> groups() {
        return networks.stream().map(ParameterGroup::of).toList();
    }

    /** Forward in training mode, with rows of one length. */
    public BranchPass forward(INDArray input, PassMode mode) {
        return forward(Rows.of(input), mode);
    }

    /** Forward in training mode. */
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
