package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.joint.Prototypes;

/**
 * The weight normalisation of DINO's last layer, whose inputs have unit length in every case: {@code W = g v / |v|}
 * with one length {@code g} for each output (Salimans and Kingma 2016, arXiv:1602.07868).
 */
public enum WeightNorm {
    /** All lengths stay 1: {@code norm_last_layer=True} of the reference code, its default. */
    FIXED {
        @Override
        Prototypes lastLayer(Prototypes random) {
            return random.withUnitInputs().withUnitWeights();
        }
    },
    /**
     * Lengths start at 1 and are trained: {@code norm_last_layer=False} of the reference code, which says that this can
     * be better and unstable.
     */
    LEARNED {
        @Override
        Prototypes lastLayer(Prototypes random) {
            return random.withUnitInputs().withTrainedLengths();
        }
    },
    /** A plain linear layer without bias, which the reference code does not have: for tests. */
    NONE {
        @Override
        Prototypes lastLayer(Prototypes random) {
            return random.withUnitInputs();
        }
    };

    /** Returns the last layer that starts with these directions. */
    abstract Prototypes lastLayer(Prototypes random);
}
