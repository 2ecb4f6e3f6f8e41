package io.ssl4j.contrastive.triplet;

/** How far apart two embeddings are. */
public enum Distance {

    /** {@code |a - b|}, of embeddings of any length. */
    EUCLIDEAN {
        @Override
        double of(double[] a, double[] b) {
            double sum = 0;
            for (int j = 0; j < a.length; j++) {
                double difference = a[j] - b[j];
                sum += difference * difference;
            }
            return Math.sqrt(sum);
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

    /** {@code 1 - cos(a, b)}, half of the squared Euclidean distance of unit vectors; a zero row is 1 from all others. */
    COSINE {
        @Override
        double of(double[] a, double[] b) {
            double dot = 0;
            for (int j = 0; j < a.length; j++) {
                dot += a[j] * b[j];
            }
            return 1 - dot;
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

    /** Adds a factor times the distance's gradient; where two rows coincide, that of the Euclidean distance is 0. */
    abstract void addGradient(double[] a, double[] b, double distance, double factor, double[] atA, double[] atB);
}
