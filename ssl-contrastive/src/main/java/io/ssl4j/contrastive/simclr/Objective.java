package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.InfoNceLoss;
import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.loss.TwoViewLoss;

/** What SimCLR minimises. */
public enum Objective {
    /** All 2N rows against each other, as in the paper: {@link NtXentLoss}. */
    NT_XENT,
    /** One view against the other, both directions summed, as much tutorial code does: {@link InfoNceLoss#symmetric}. */
    SYMMETRIC_INFO_NCE;

    TwoViewLoss loss(double temperature, Negatives negatives) {
        return switch (this) {
            case NT_XENT -> new NtXentLoss(temperature, negatives);
            case SYMMETRIC_INFO_NCE -> InfoNceLoss.symmetric(temperature, negatives);
        };
    }
}
