package io.ssl4j.core.network;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A target network that follows an online network by an exponential moving average (He et al. 2020, MoCo,
 * arXiv:1911.05722, equation 2; Grill et al. 2020, BYOL, arXiv:2006.07733, equation 1): {@code target = m * target + (1
 * - m) * online}. It starts as a copy and is never trained by gradients.
 *
 * <p>Running means and variances of batch normalisation follow the given {@link Statistics} policy. Those of the
 * reference implementations are {@link Statistics#OWN}: their target runs in training mode, and only its parameters are
 * averaged.
 */
public final class MomentumNetwork {

    /** The treatment of the target's running statistics. */
    public enum Statistics {
        /**
         * They are those of the target's own passes in training mode, in which they move at once ({@link
         * PassMode#withTrackedStatistics}). A target that is only run in inference mode would keep those it began with.
         */
        OWN,
        /** They are averaged like the other parameters. */
        AVERAGE,
        /** They are copied from the online network at every update. */
        COPY,
        /** They stay as they are. */
        KEEP
    }

    private final Network online;
    private final Network target;
    private final Statistics statistics;

    private MomentumNetwork(Network online, Network target, Statistics statistics) {
        this.online = online;
        this.target = target;
        this.statistics = statistics;
    }

    /** Makes a target that starts as a copy of the online network, named "target-" plus the online network's name. */
    public static MomentumNetwork of(Network online, Statistics statistics) {
        return new MomentumNetwork(online, online.copy("target-" + online.name()), statistics);
    }

    /** The target network; its parameters belong in the method's state. */
    public Network network() {
        return target;
    }

    /**
     * Runs forward in training mode (batch statistics), without a backward pass. The result is a copy that the caller
     * owns.
     */
    public INDArray forward(Rows input, PassMode mode) {
        PassMode own = statistics == Statistics.OWN ? mode.withTrackedStatistics() : mode;
        try (Pass pass = target.forward(input, own)) {
            return pass.output().dup('c');
        }
    }

    /** As {@link #forward(Rows, PassMode)}, for rows of one length. */
    public INDArray forward(INDArray input, PassMode mode) {
        return forward(Rows.of(input), mode);
    }

    /** Runs inference (running statistics). */
    public INDArray infer(INDArray input) {
        return target.infer(input);
    }

    /** Runs inference, as {@link Network#infer(Map)}. */
    public Map<String, INDArray> infer(Map<String, Rows> inputs) {
        return target.infer(inputs);
    }

    /**
     * Moves the target towards the online network.
     *
     * @param momentum m in 0..1: 1 keeps the target, 0 copies the online network; schedules are in
     *     {@code core.optim}
     */
    public void update(double momentum) {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("an EMA momentum must be in 0..1, got " + momentum);
        }
        INDArray to = target.parameters().values();
        INDArray from = online.parameters().values();
        for (Segment segment : target.parameters().segments()) {
            double keep = segment.kind() != SegmentKind.STATISTIC
                    ? momentum
                    : switch (statistics) {
                        case AVERAGE -> momentum;
                        case COPY -> 0;
                        case OWN, KEEP -> 1;
                    };
            INDArray mine = Parameters.view(to, segment);
            INDArray theirs = Parameters.view(from, segment);
            if (keep == 0) {
                mine.assign(theirs);
            } else if (keep < 1) {
                // The same in another order: no new array, and a target that has converged stays the same to the bit.
                mine.subi(theirs).muli(keep).addi(theirs);
            }
        }
    }
}
