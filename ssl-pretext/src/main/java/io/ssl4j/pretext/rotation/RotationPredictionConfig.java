package io.ssl4j.pretext.rotation;

import java.util.List;

/**
 * The settings of rotation prediction. The defaults, from {@link #defaults()}, are: no hidden layers, which means a
 * linear classifier on the pooled features (arXiv:1803.07728, section 3.1), and seed 0.
 *
 * @param headHidden widths of the classification head's hidden layers (batch norm, ReLU); empty for a linear one
 * @param seed the seed for the head's initial weights
 */
public record RotationPredictionConfig(List<Integer> headHidden, long seed) {

    public RotationPredictionConfig {
        headHidden = List.copyOf(headHidden);
        if (headHidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("the widths of the head must be at least 1, got " + headHidden);
        }
    }

    /** The defaults described above. */
    public static RotationPredictionConfig defaults() {
        return new RotationPredictionConfig(List.of(), 0);
    }

    public RotationPredictionConfig withHeadHidden(List<Integer> widths) {
        return new RotationPredictionConfig(widths, seed);
    }

    public RotationPredictionConfig withSeed(long newSeed) {
        return new RotationPredictionConfig(headHidden, newSeed);
    }
}
