package io.ssl4j.contrastive.loss;

import java.util.OptionalDouble;

/**
 * The treatment of a query's M negatives: their form in the denominator of InfoNCE, and which of them are left out as
 * likely false negatives. With logits {@code s = cos / t}, {@code s_p} of the positive and {@code s_n} of the
 * negatives, the loss of a query is
 *
 * <pre>{@code
 * softmax    -log( exp s_p / (exp s_p + sum_n exp s_n) )
 * decoupled  -log( exp s_p / sum_n exp s_n )
 * debiased   -log( exp s_p / (exp s_p + g) ),  g = max( (R - tau M exp s_p) / (1 - tau), M exp(-1/t) ),
 *            R = sum_n exp s_n
 * hard       as debiased with  R = M sum_n exp((1 + beta) s_n) / sum_n exp(beta s_n)
 * }</pre>
 *
 * <p>M counts the negatives that a query is compared with: rows of its batch, of a queue or of a bank, without those
 * that are left out. tau is the fraction of false ones among them. {@link MaskedInfoNceLoss} has the forms for several
 * positives.
 *
 * @param weighting their form in the denominator
 * @param tauPlus the fraction of negatives that actually belong to the query's class, in {@code [0, 1)}; 0 unless
 *     debiased or hard
 * @param beta how much more weight similar negatives get, finite, at least 0; 0 unless hard
 * @param cancelAbove the cosine with the query above which a negative is left out, in -1..1; empty for none
 */
public record Negatives(Weighting weighting, double tauPlus, double beta, OptionalDouble cancelAbove) {

    /** The form of negatives in the denominator. */
    public enum Weighting {
        /** Equal weights, together with the positive: InfoNCE. */
        SOFTMAX,
        /** Equal weights, without the positive (Yeh et al. 2021, arXiv:2110.06848). */
        DECOUPLED,
        /** Minus the expected contribution of false negatives (Chuang et al. 2020, arXiv:2007.00224). */
        DEBIASED,
        /**
         * Debiased, with more weight on those that are similar to the query (Robinson et al. 2021, arXiv:2010.04592).
         */
        HARD;

        /** Returns whether {@link Negatives#tauPlus} is used. */
        public boolean hasTauPlus() {
            return this == DEBIASED || this == HARD;
        }

        /** Returns whether {@link Negatives#beta} is used. */
        public boolean hasBeta() {
            return this == HARD;
        }
    }

    public Negatives {
        if (!(tauPlus >= 0 && tauPlus < 1)) {
            throw new IllegalArgumentException("tau-plus, the share of false negatives, must be at least 0 and below 1,"
                    + " got " + tauPlus + "; it is about one over the number of classes");
        }
        if (!(beta >= 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException(
                    "beta, how much more similar negatives count, must be finite and at least 0," + " got " + beta
                            + "; published values lie between 0.5 and 2");
        }
        if (tauPlus != 0 && !weighting.hasTauPlus()) {
            throw new IllegalArgumentException("tau-plus is of debiased and hard negatives, got " + tauPlus + " with "
                    + weighting + "; leave it 0");
        }
        if (beta != 0 && !weighting.hasBeta()) {
            throw new IllegalArgumentException(
                    "beta is of hard negatives, got " + beta + " with " + weighting + "; leave it 0");
        }
        cancelAbove.ifPresent(Negatives::requireCosine);
    }

    private static void requireCosine(double threshold) {
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException("cancel-above must be a cosine in -1..1, got " + threshold
                    + "; 0.7 leaves out the most similar ones");
        }
    }

    /** Equal weights, together with the positive. */
    public static Negatives softmax() {
        return new Negatives(Weighting.SOFTMAX, 0, 0, OptionalDouble.empty());
    }

    /** Equal weights, without the positive. */
    public static Negatives decoupled() {
        return new Negatives(Weighting.DECOUPLED, 0, 0, OptionalDouble.empty());
    }

    /**
     * Minus the expected contribution of false negatives.
     *
     * @throws IllegalArgumentException if the share is not at least 0 and below 1
     */
    public static Negatives debiased(double tauPlus) {
        return new Negatives(Weighting.DEBIASED, tauPlus, 0, OptionalDouble.empty());
    }

    /**
     * Debiased, with more weight on those that are similar to the query.
     *
     * @throws IllegalArgumentException if the share is not at least 0 and below 1, or beta is not finite and at least 0
     */
    public static Negatives hard(double tauPlus, double beta) {
        return new Negatives(Weighting.HARD, tauPlus, beta, OptionalDouble.empty());
    }

    /**
     * Leaves out negatives that are too similar to the query to be of another class: false negative cancellation (Huynh
     * et al. 2022, arXiv:2011.11765, elimination by a threshold). No gradient flows through the choice.
     *
     * @param cosine the cosine above which a negative is left out, in -1..1
     */
    public Negatives withCancelAbove(double cosine) {
        return new Negatives(weighting, tauPlus, beta, OptionalDouble.of(cosine));
    }

    /**
     * The loss when all embeddings coincide, so that a query can only guess among the candidates. Empty for negatives
     * whose weight depends on more than their number.
     *
     * @param directions the number of losses that are summed
     * @param count the number of negatives of a query
     */
    public OptionalDouble lossWhenAlike(int directions, int count) {
        if (cancelAbove.isPresent() || weighting.hasTauPlus()) {
            return OptionalDouble.empty();
        }
        int positives = weighting == Weighting.SOFTMAX ? 1 : 0;
        return OptionalDouble.of(directions * Math.log((double) count + positives));
    }

    /** The objective of a query at a temperature. */
    RowObjective objective(double temperature) {
        RowObjective row =
                switch (weighting) {
                    case SOFTMAX -> RowObjective.SOFTMAX;
                    case DECOUPLED -> RowObjective.DECOUPLED;
                    case DEBIASED, HARD -> new DebiasedRow(tauPlus, beta, temperature);
                };
        return cancelAbove.isPresent() ? row.cancelling(cancelAbove.getAsDouble() / temperature) : row;
    }
}
