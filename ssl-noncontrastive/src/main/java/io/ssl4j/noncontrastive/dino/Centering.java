package io.ssl4j.noncontrastive.dino;

/**
 * How DINO keeps one output of the teacher from winning everywhere: a running mean of the outputs is taken away.
 *
 * @param enabled whether it is; without centring the outputs collapse (the paper's section 5.3)
 * @param momentum of the running mean, in 0..1
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
