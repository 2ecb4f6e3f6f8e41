package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The triplet loss: an anchor should be nearer to its positive than to its negative, by a margin.
 *
 * <p>Schroff, Kalenichenko, Philbin 2015, arXiv:1503.03832, section 3.1, with one of two {@link Distance}s d:
 *
 * <pre>{@code L = 1/n sum_i max(0, d(a_i, p_i) - d(a_i, n_i) + margin)}</pre>
 *
 * <p>FaceNet's squared distance of unit vectors with margin 0.2 is twice {@link Distance#COSINE} with margin 0.1.
 * {@link BatchTripletLoss} chooses the negatives of a batch.
 */
public final class TripletLoss {

    /**
     * The name of the term with the fraction of triplets that violate the margin, in 0..1; the others have no gradient.
     */
    public static final String ACTIVE = "activeTriplets";

    private final Distance distance;
    private final double margin;

    /**
     * @param margin finite, above 0
     * @throws IllegalArgumentException if the margin is out of range
     */
    public TripletLoss(Distance distance, double margin) {
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("the margin must be finite and above 0, got " + margin
                    + "; 0.1 is usual for the cosine distance, 1 for the Euclidean one");
        }
        this.distance = distance;
        this.margin = margin;
    }

    /**
     * Computes value and gradients of given triplets.
     *
     * @param anchors {@code [n, K]}, float or double
     * @param positives {@code [n, K]}, row i for row i of the anchors
     * @param negatives {@code [n, K]}, row i for row i of the anchors
     * @return the value with three gradients, and the term {@value #ACTIVE}
     * @throws IllegalArgumentException if the shapes or types differ
     */
    public LossResult evaluate(INDArray anchors, INDArray positives, INDArray negatives) {
        Embeddings.requireAlike("anchors", anchors, "positives", positives);
        Embeddings.requireAlike("anchors", anchors, "negatives", negatives);
        try (EmbeddingRows a = EmbeddingRows.of(anchors, distance);
                EmbeddingRows p = EmbeddingRows.of(positives, distance);
                EmbeddingRows n = EmbeddingRows.of(negatives, distance)) {
            Sum sum = new Sum(a.count());
            for (int i = 0; i < a.count(); i++) {
                sum.add(a, i, p, i, n, i);
            }
            return sum.result(a.gradient(), p.gradient(), n.gradient());
        }
    }

    /** Evaluates triplets of the given rows: row i with its positive and negative. */
    LossResult evaluate(EmbeddingRows rows, int[] positives, int[] negatives) {
        Sum sum = new Sum(positives.length);
        for (int i = 0; i < positives.length; i++) {
            sum.add(rows, i, rows, positives[i], rows, negatives[i]);
        }
        return sum.result(rows.gradient());
    }

    Distance distance() {
        return distance;
    }

    /** Adds up triplets. */
    private final class Sum {

        private final int triplets;
        private double value;
        private int active;

        Sum(int triplets) {
            this.triplets = triplets;
        }

        void add(EmbeddingRows anchors, int a, EmbeddingRows positives, int p, EmbeddingRows negatives, int n) {
            double toPositive = distance.of(anchors.row(a), positives.row(p));
            double toNegative = distance.of(anchors.row(a), negatives.row(n));
            double violation = toPositive - toNegative + margin;
            value += Math.max(0, violation) / triplets;
            if (violation > 0) {
                active++;
                anchors.addGradient(a, positives, p, toPositive, 1.0 / triplets);
                anchors.addGradient(a, negatives, n, toNegative, -1.0 / triplets);
            }
        }

        LossResult result(INDArray... gradients) {
            return new LossResult(value, List.of(gradients), Map.of(ACTIVE, (double) active / triplets));
        }
    }
}
