package io.ssl4j.contrastive.loss;

/** Contrastive losses as naive loops, the oracle of the tests. */
final class SimilarityLoops {

    private SimilarityLoops() {}

    static double cosine(double[] a, double[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int j = 0; j < a.length; j++) {
            dot += a[j] * b[j];
            aa += a[j] * a[j];
            bb += b[j] * b[j];
        }
        return dot / (Math.sqrt(aa) * Math.sqrt(bb));
    }

    /** Algorithm 1 of SimCLR: l(2k-1, 2k) + l(2k, 2k-1) over 2N. */
    static double ntXent(double[][] z1, double[][] z2, double temperature) {
        int n = z1.length;
        double[][] z = new double[2 * n][];
        for (int k = 0; k < n; k++) {
            z[2 * k] = z1[k];
            z[2 * k + 1] = z2[k];
        }
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += ntXentPair(z, 2 * k, 2 * k + 1, temperature) + ntXentPair(z, 2 * k + 1, 2 * k, temperature);
        }
        return sum / (2 * n);
    }

    private static double ntXentPair(double[][] z, int i, int j, double temperature) {
        double denominator = 0;
        for (int k = 0; k < z.length; k++) {
            if (k != i) {
                denominator += Math.exp(cosine(z[i], z[k]) / temperature);
            }
        }
        return -Math.log(Math.exp(cosine(z[i], z[j]) / temperature) / denominator);
    }

    /** Mean over i of -log softmax_j(cos(a_i, b_j) / t)[i]. */
    static double infoNce(double[][] a, double[][] b, double temperature) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double denominator = 0;
            for (double[] key : b) {
                denominator += Math.exp(cosine(a[i], key) / temperature);
            }
            sum -= Math.log(Math.exp(cosine(a[i], b[i]) / temperature) / denominator);
        }
        return sum / a.length;
    }

    /** Mean over both directions of -w_i s_ii + log of the sum over the other samples' rows of both views. */
    static double dcl(double[][] z1, double[][] z2, double temperature, double[] weights) {
        double sum = 0;
        for (int i = 0; i < z1.length; i++) {
            double there = 0;
            double back = 0;
            for (int k = 0; k < z1.length; k++) {
                if (k != i) {
                    there +=
                            Math.exp(cosine(z1[i], z2[k]) / temperature) + Math.exp(cosine(z1[i], z1[k]) / temperature);
                    back += Math.exp(cosine(z2[i], z1[k]) / temperature) + Math.exp(cosine(z2[i], z2[k]) / temperature);
                }
            }
            double positive = weights[i] * cosine(z1[i], z2[i]) / temperature;
            sum += 0.5 * (Math.log(there) - positive) + 0.5 * (Math.log(back) - positive);
        }
        return sum / z1.length;
    }

    /** 2 - exp(cos_i / sigma) over the mean of exp(cos / sigma). */
    static double[] dclWeights(double[][] z1, double[][] z2, double sigma) {
        double[] weights = new double[z1.length];
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(cosine(z1[i], z2[i]) / sigma);
            mean += weights[i] / weights.length;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 2 - weights[i] / mean;
        }
        return weights;
    }

    /** Equation 2 of SupCon, over the mean of all 2N anchors. */
    static double supCon(double[][] z1, double[][] z2, double temperature, int[] labels) {
        int n = z1.length;
        double[][] z = new double[2 * n][];
        int[] classes = new int[2 * n];
        for (int k = 0; k < n; k++) {
            z[2 * k] = z1[k];
            z[2 * k + 1] = z2[k];
            classes[2 * k] = labels[k];
            classes[2 * k + 1] = labels[k];
        }
        double sum = 0;
        for (int i = 0; i < 2 * n; i++) {
            double ofAnchor = 0;
            int positives = 0;
            for (int p = 0; p < 2 * n; p++) {
                if (p != i && classes[p] == classes[i]) {
                    ofAnchor += ntXentPair(z, i, p, temperature);
                    positives++;
                }
            }
            sum += ofAnchor / positives;
        }
        return sum / (2 * n);
    }
}
