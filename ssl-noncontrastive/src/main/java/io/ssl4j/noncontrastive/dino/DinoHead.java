package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.network.HeadShape;
import java.util.Objects;

/**
 * The head on DINO's encoder, all of which is dropped after pretraining.
 *
 * @param projector the head between representation and last layer
 * @param outputs width of the last layer, at least 2
 * @param weightNorm whether the last layer compares only directions: input and weights at unit length
 */
public record DinoHead(HeadShape projector, int outputs, boolean weightNorm) {

    public DinoHead {
        Objects.requireNonNull(projector, "projector");
        if (outputs < 2) {
            throw new IllegalArgumentException("DINO's last layer needs at least 2 outputs, got " + outputs);
        }
    }

    /** Makes a head whose last layer compares only directions. */
    public static DinoHead of(HeadShape projector, int outputs) {
        return new DinoHead(projector, outputs, true);
    }

    public DinoHead withProjector(HeadShape newProjector) {
        return new DinoHead(newProjector, outputs, weightNorm);
    }

    public DinoHead withOutputs(int newOutputs) {
        return new DinoHead(projector, newOutputs, weightNorm);
    }

    public DinoHead withWeightNorm(boolean norm) {
        return new DinoHead(projector, outputs, norm);
    }
}
