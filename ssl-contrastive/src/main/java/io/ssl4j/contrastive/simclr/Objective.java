package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.InfoNceLoss;
import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.loss.TwoViewLoss;
import java.util.OptionalDouble;

/** What SimCLR minimises. */
public enum Objective {
    /** All 2N rows against each other, as in the paper: {@link NtXentLoss}. */
    NT_XENT,
    /** One view against the other, both directions summed, as much tutorial code does: {@link InfoNceLoss#symmetric}. */
    SYMMETRIC_INFO_NCE;

    /**
     * The loss when all embeddings are alike: every choice among the candidates is a guess. Empty for negatives whose weight
     * depends on more than their number.
     */
    OptionalDouble lossWhenAlike(int batchSize, Negatives negatives) {
        if (negatives.cancelAbove().isPresent() || negatives.weighting().hasTauPlus()) {
            return OptionalDouble.empty();
        }
        int positives = negatives.weighting() == Negatives.Weighting.SOFTMAX ? 1 : 0;
        return OptionalDouble.of(
                switch (this) {
                    case NT_XENT -> Math.log(2.0 * batchSize - 2 + positives);
                    case SYMMETRIC_INFO_NCE -> 2 * Math.log(batchSize - 1.0 + positives);
                });
    }

    TwoViewLoss loss(double temperature, Negatives negatives) {
        return switch (this) {
            case NT_XENT -> new NtXentLoss(temperature, negatives);
            case SYMMETRIC_INFO_NCE -> InfoNceLoss.symmetric(temperature, negatives);
        };
    }
}
