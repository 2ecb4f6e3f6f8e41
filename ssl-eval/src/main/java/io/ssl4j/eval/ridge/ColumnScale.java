package io.ssl4j.eval.ridge;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Subtracts the training mean from every feature and divides by the training deviation (divided by n, not n - 1), in
 * double. A feature that is constant in training, up to float rounding, becomes 0 everywhere, since it contains no
 * information about the class.
 */
final class ColumnScale {

    private final INDArray mean;
    private final INDArray inverseDeviation;

    private ColumnScale(INDArray mean, INDArray inverseDeviation) {
        this.mean = mean;
        this.inverseDeviation = inverseDeviation;
    }

    static ColumnScale of(INDArray features) {
        INDArray mean = row(features.castTo(DataType.DOUBLE).mean(0));
        double[] means = mean.data().asDouble();
        double[] norms;
        try (INDArray centred = copy(features).subiRowVector(mean)) {
            norms = centred.norm2(0).dup().data().asDouble();
        }
        double root = Math.sqrt(features.size(0));
        double[] inverse = new double[norms.length];
        Arrays.setAll(inverse, j -> inverse(norms[j] / root, Math.abs(means[j])));
        return new ColumnScale(mean, row(Nd4j.createFromArray(inverse)));
    }

    private static double inverse(double deviation, double mean) {
        return deviation <= 1e-6 * mean || deviation < 1e-30 ? 0 : 1 / deviation;
    }

    /** Standardises the features into a new double array in 'c' order. */
    INDArray apply(INDArray features) {
        return copy(features).subiRowVector(mean).muliRowVector(inverseDeviation);
    }

    private static INDArray copy(INDArray features) {
        INDArray copy = Nd4j.createUninitialized(DataType.DOUBLE, features.shape(), 'c');
        return copy.assign(features);
    }

    private static INDArray row(INDArray vector) {
        return vector.dup('c').reshape('c', 1, vector.length());
    }
}
