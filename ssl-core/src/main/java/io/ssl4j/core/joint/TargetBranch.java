package io.ssl4j.core.joint;

import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.network.MomentumNetwork;
import io.ssl4j.core.network.MomentumNetwork.Statistics;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An exponential moving average of a {@link Branch}: the target of BYOL, the key encoder of MoCo, the teacher of DINO.
 * No gradient passes through it. As in the reference implementations, it runs in training mode: its batch norms use the
 * statistics of its batch, and its running statistics are those of its own passes, which the average of the online
 * branch's would not be.
 */
public final class TargetBranch {

    private final List<MomentumNetwork> networks;

    private TargetBranch(List<MomentumNetwork> networks) {
        this.networks = List.copyOf(networks);
    }

    /** Makes a target that starts as a copy of the online branch. */
    public static TargetBranch of(Branch online) {
        return new TargetBranch(online.networks().stream()
                .map(network -> MomentumNetwork.of(network, Statistics.OWN))
                .toList());
    }

    /** Runs forward with batch statistics, without a backward pass. The result is a copy that the caller owns. */
    public INDArray forward(Rows input, PassMode mode) {
        INDArray last = networks.get(0).forward(input, mode);
        for (MomentumNetwork network : networks.subList(1, networks.size())) {
            INDArray next = network.forward(last, mode);
            last.close();
            last = next;
        }
        return last;
    }

    /** As {@link #forward(Rows, PassMode)}, for rows of one length. */
    public INDArray forward(INDArray input, PassMode mode) {
        return forward(Rows.of(input), mode);
    }

    /**
     * Moves the target towards the online branch: {@code target = m target + (1 - m) online}.
     *
     * @param momentum m in 0..1
     */
    public void update(double momentum) {
        networks.forEach(network -> network.update(momentum));
    }

    /** Adds the target's parameters to a checkpoint's state. */
    public MethodState addTo(MethodState state) {
        networks.forEach(network -> state.network(network.network()));
        return state;
    }

    /** The target's networks, starting at the input, each an average of the online network at the same position. */
    public List<MomentumNetwork> networks() {
        return networks;
    }
}
