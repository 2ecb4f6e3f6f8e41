package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The head on DINO's encoder, all of which is dropped after pretraining: projector, outputs brought to unit length, and
 * a last layer without bias ({@code DINOHead} of facebookresearch/dino).
 *
 * @param projector the head between representation and last layer
 * @param outputs width of the last layer, at least 2
 * @param weightNorm the weight normalisation of the last layer, whose input is always brought to unit length
 */
public record DinoHead(HeadShape projector, int outputs, WeightNorm weightNorm) {

    public DinoHead {
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(weightNorm, "weightNorm");
        if (outputs < 2) {
            throw new IllegalArgumentException("DINO's last layer needs at least 2 outputs, got " + outputs);
        }
    }

    /** Makes a head whose last layer compares only directions ({@link WeightNorm#FIXED}). */
    public static DinoHead of(HeadShape projector, int outputs) {
        return new DinoHead(projector, outputs, WeightNorm.FIXED);
    }

    public DinoHead withProjector(HeadShape newProjector) {
        return new DinoHead(newProjector, outputs, weightNorm);
    }

    public DinoHead withOutputs(int newOutputs) {
        return new DinoHead(projector, newOutputs, weightNorm);
    }

    public DinoHead withWeightNorm(WeightNorm norm) {
        return new DinoHead(projector, outputs, norm);
    }
}
