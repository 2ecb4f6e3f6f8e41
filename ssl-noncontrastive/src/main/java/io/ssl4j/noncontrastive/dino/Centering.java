package io.ssl4j.noncontrastive.dino;

/**
 * DINO's centring, which keeps one output of the teacher from dominating: a running mean of the outputs is subtracted.
 *
 * @param enabled whether the mean is subtracted; without centring the outputs collapse (the paper's section 5.3)
 * @param momentum the momentum of the running mean, in 0..1
 */
public record Centering(boolean enabled, double momentum) {

    public Centering {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException(
                    "the centre's momentum must be in 0..1, got " + momentum + "; the paper has 0.9");
        }
    }

    public Centering withEnabled(boolean wanted) {
        return new Centering(wanted, momentum);
    }

    public Centering withMomentum(double newMomentum) {
        return new Centering(enabled, newMomentum);
    }
}
