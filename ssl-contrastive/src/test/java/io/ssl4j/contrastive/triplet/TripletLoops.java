package io.ssl4j.contrastive.triplet;

/** Triplet losses as naive loops, the oracle of the tests. */
final class TripletLoops {

    private TripletLoops() {}

    static double distance(Distance distance, double[] a, double[] b) {
        double squared = 0;
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int j = 0; j < a.length; j++) {
            squared += Math.pow(a[j] - b[j], 2);
            aa += a[j] * a[j];
            bb += b[j] * b[j];
        }
        for (int j = 0; j < a.length; j++) {
            dot += a[j] * (1 / Math.sqrt(aa)) * (b[j] * (1 / Math.sqrt(bb)));
        }
        return distance == Distance.COSINE ? 1 - dot : Math.sqrt(squared);
    }

    /** Mean over all 2N rows of the hinge, by the rule's words. */
    static double loss(double[][] z1, double[][] z2, Distance distance, double margin, NegativeMining mining) {
        int n = z1.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ofAnchor(z1[i], z2[i], z1, z2, i, distance, margin, mining);
            sum += ofAnchor(z2[i], z1[i], z1, z2, i, distance, margin, mining);
        }
        return sum / (2 * n);
    }

    private static double ofAnchor(
            double[] anchor,
            double[] positive,
            double[][] z1,
            double[][] z2,
            int sample,
            Distance distance,
            double margin,
            NegativeMining mining) {
        double toPositive = distance(distance, anchor, positive);
        double nearest = Double.POSITIVE_INFINITY;
        double nearestBeyond = Double.POSITIVE_INFINITY;
        double farthest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < z1.length; k++) {
            for (double[] negative : new double[][] {z1[k], z2[k]}) {
                if (k != sample) {
                    double d = distance(distance, anchor, negative);
                    nearest = Math.min(nearest, d);
                    farthest = Math.max(farthest, d);
                    nearestBeyond = d > toPositive ? Math.min(nearestBeyond, d) : nearestBeyond;
                }
            }
        }
        double semiHard = nearestBeyond < Double.POSITIVE_INFINITY ? nearestBeyond : farthest;
        double toNegative = mining == NegativeMining.HARDEST ? nearest : semiHard;
        return Math.max(0, toPositive - toNegative + margin);
    }
}
