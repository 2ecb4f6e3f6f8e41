package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.InfoNceLoss;
import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.loss.TwoViewLoss;

/** What SimCLR minimises. */
public enum Objective {
    /** All 2N rows against each other, as in the paper: {@link NtXentLoss}. */
    NT_XENT,
    /** One view against the other, both directions summed, as much tutorial code does: {@link InfoNceLoss#symmetric}. */
    SYMMETRIC_INFO_NCE;

    /** The loss when all embeddings are alike: every choice among the candidates is a guess. */
    double lossWhenAlike(int batchSize) {
        return switch (this) {
            case NT_XENT -> Math.log(2.0 * batchSize - 1);
            case SYMMETRIC_INFO_NCE -> 2 * Math.log(batchSize);
        };
    }

    TwoViewLoss loss(double temperature) {
        return switch (this) {
            case NT_XENT -> new NtXentLoss(temperature);
            case SYMMETRIC_INFO_NCE -> InfoNceLoss.symmetric(temperature);
        };
    }
}
