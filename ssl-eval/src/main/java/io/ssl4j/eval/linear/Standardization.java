package io.ssl4j.eval.linear;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Subtracts the training mean from every feature and divides by the training deviation (divided by n, not n - 1). A
 * feature that is constant in training, up to float rounding, becomes 0 everywhere, since it contains no information
 * about the class.
 */
final class Standardization {

    private static final int BLOCK = 2048;

    private final INDArray mean;
    private final INDArray inverseDeviation;

    private Standardization(INDArray mean, INDArray inverseDeviation) {
        this.mean = mean;
        this.inverseDeviation = inverseDeviation;
    }

    static Standardization of(INDArray features) {
        int n = Math.toIntExact(features.size(0));
        int d = Math.toIntExact(features.size(1));
        double[] mean = new double[d];
        double[] squares = new double[d];
        for (int from = 0; from < n; from += BLOCK) {
            double[] block = rows(features, from, Math.min(n, from + BLOCK));
            for (int i = 0; i < block.length; i += d) {
                for (int j = 0; j < d; j++) {
                    mean[j] += block[i + j] / n;
                }
            }
        }
        for (int from = 0; from < n; from += BLOCK) {
            double[] block = rows(features, from, Math.min(n, from + BLOCK));
            for (int i = 0; i < block.length; i += d) {
                for (int j = 0; j < d; j++) {
                    double centred = block[i + j] - mean[j];
                    squares[j] += centred * centred / n;
                }
            }
        }
        double[] inverse = IntStream.range(0, d)
                .mapToDouble(j -> inverse(Math.sqrt(squares[j]), Math.abs(mean[j])))
                .toArray();
        return new Standardization(
                Nd4j.create(mean, new long[] {1, d}, 'c').castTo(features.dataType()),
                Nd4j.create(inverse, new long[] {1, d}, 'c').castTo(features.dataType()));
    }

    private static double inverse(double deviation, double mean) {
        return deviation <= 1e-6 * mean || deviation < 1e-30 ? 0 : 1 / deviation;
    }

    private static double[] rows(INDArray features, int from, int to) {
        return Vectors.read(features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                .dup('c'));
    }

    /** Standardises rows {@code [from, to)} into a new 'c' array of the training features' type. */
    INDArray apply(INDArray features, long from, long to) {
        INDArray rows = features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                .castTo(mean.dataType())
                .dup('c');
        return rows.subiRowVector(mean).muliRowVector(inverseDeviation);
    }
}
