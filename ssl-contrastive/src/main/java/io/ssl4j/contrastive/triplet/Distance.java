package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.numerics.RowMath;

/** The distance of two embeddings. */
public enum Distance {

    /** {@code |a - b|}, of embeddings of any length. */
    EUCLIDEAN {
        @Override
        double of(double[] a, double[] b) {
            return Math.sqrt(RowMath.squaredDistance(a, b));
        }

        @Override
        void addGradient(double[] a, double[] b, double distance, double factor, double[] atA, double[] atB) {
            if (distance == 0) {
                return;
            }
            for (int j = 0; j < a.length; j++) {
                double part = factor * (a[j] - b[j]) / distance;
                atA[j] += part;
                atB[j] -= part;
            }
        }
    },

    /**
     * {@code 1 - cos(a, b)}, half of the squared Euclidean distance of unit vectors; a zero row has distance 1 from all
     * others.
     */
    COSINE {
        @Override
        double of(double[] a, double[] b) {
            return 1 - RowMath.dot(a, b);
        }

        @Override
        void addGradient(double[] a, double[] b, double distance, double factor, double[] atA, double[] atB) {
            for (int j = 0; j < a.length; j++) {
                atA[j] -= factor * b[j];
                atB[j] -= factor * a[j];
            }
        }
    };

    /** The distance of two rows; of unit rows if it is {@link #COSINE}. */
    abstract double of(double[] a, double[] b);

    /** Adds a factor times the distance's gradient; if two rows coincide, that of the Euclidean distance is 0. */
    abstract void addGradient(double[] a, double[] b, double distance, double factor, double[] atA, double[] atB);
}
