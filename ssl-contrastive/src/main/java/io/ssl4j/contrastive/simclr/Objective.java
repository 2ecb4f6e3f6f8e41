package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.InfoNceLoss;
import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.loss.TwoViewLoss;
import java.util.OptionalDouble;

/** The loss that SimCLR minimises. */
public enum Objective {
    /** Compares all 2N rows with each other, as in the paper: {@link NtXentLoss}. */
    NT_XENT,
    /**
     * Compares one view with the other, with both directions summed, as much tutorial code does: {@link
     * InfoNceLoss#symmetric}.
     */
    SYMMETRIC_INFO_NCE;

    /** The loss when all embeddings coincide: {@link Negatives#lossWhenAlike}. */
    OptionalDouble lossWhenAlike(int batchSize, Negatives negatives) {
        return switch (this) {
            case NT_XENT -> negatives.lossWhenAlike(1, 2 * batchSize - 2);
            case SYMMETRIC_INFO_NCE -> negatives.lossWhenAlike(2, batchSize - 1);
        };
    }

    TwoViewLoss loss(double temperature, Negatives negatives) {
        return switch (this) {
            case NT_XENT -> new NtXentLoss(temperature, negatives);
            case SYMMETRIC_INFO_NCE -> InfoNceLoss.symmetric(temperature, negatives);
        };
    }
}
