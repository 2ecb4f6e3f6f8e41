package io.ssl4j.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class SoftmaxObjectiveTest {

    private static final double L2 = 0.03;

    private final LabeledFeatures data = doubles(PlantedClusters.of(60, 4, 6, 1, 1));
    private final Standardization standardization = Standardization.of(data.features());
    private final SoftmaxObjective objective = new SoftmaxObjective(data, standardization, L2);
    private final double[] point = gaussian(objective.dimension(), 7);

    @Test
    void agreesWithLoops() {
        double[] gradient = new double[point.length];
        double value = objective.evaluate(point, gradient);
        double[] naiveGradient = new double[point.length];
        double naive = naive(standardization.apply(data.features(), 0, 60), data.labels(), point, naiveGradient);
        assertThat(value).isCloseTo(naive, within(1e-12));
        assertThat(gradient).containsExactly(naiveGradient, within(1e-12));
    }

    @Test
    void gradientAgreesWithFiniteDifferences() {
        double[] gradient = new double[point.length];
        objective.evaluate(point, gradient);
        double[] ignored = new double[point.length];
        double step = 1e-6;
        for (int i = 0; i < point.length; i++) {
            double[] moved = point.clone();
            moved[i] = point[i] + step;
            double above = objective.evaluate(moved, ignored);
            moved[i] = point[i] - step;
            double below = objective.evaluate(moved, ignored);
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-8));
        }
    }

    @Test
    void floatAgreesWithDoubleOverManyBlocks() {
        LabeledFeatures floats = PlantedClusters.of(5000, 4, 20, 1, 1);
        LabeledFeatures doubles = doubles(floats);
        double[] w = gaussian(4 * 21, 3);
        double[] floatGradient = new double[w.length];
        double[] doubleGradient = new double[w.length];
        double floatValue =
                new SoftmaxObjective(floats, Standardization.of(floats.features()), L2).evaluate(w, floatGradient);
        double doubleValue =
                new SoftmaxObjective(doubles, Standardization.of(doubles.features()), L2).evaluate(w, doubleGradient);
        assertThat(floatValue).isCloseTo(doubleValue, within(1e-6));
        assertThat(floatGradient).containsExactly(doubleGradient, within(1e-6));
    }

    @Test
    void hugeWeightsDoNotOverflow() {
        double[] huge = point.clone();
        for (int i = 0; i < huge.length; i++) {
            huge[i] *= 1e6;
        }
        double[] gradient = new double[point.length];
        assertThat(objective.evaluate(huge, gradient)).isFinite();
        assertThat(gradient).doesNotContain(Double.NaN);
    }

    static LabeledFeatures doubles(LabeledFeatures data) {
        return new LabeledFeatures(data.features().castTo(DataType.DOUBLE), data.labels(), data.classes());
    }

    static double[] gaussian(int length, long seed) {
        RandomStream random = RandomKey.of(seed).stream();
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    private static double naive(INDArray x, int[] labels, double[] point, double[] gradient) {
        int n = x.rows();
        int d = x.columns();
        int classes = 4;
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double[] exponentials = new double[classes];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double logit = point[classes * d + c];
                for (int j = 0; j < d; j++) {
                    logit += point[c * d + j] * x.getDouble(i, j);
                }
                exponentials[c] = Math.exp(logit);
                sum += exponentials[c];
            }
            loss -= Math.log(exponentials[labels[i]] / sum) / n;
            for (int c = 0; c < classes; c++) {
                double error = (exponentials[c] / sum - (c == labels[i] ? 1 : 0)) / n;
                gradient[classes * d + c] += error;
                for (int j = 0; j < d; j++) {
                    gradient[c * d + j] += error * x.getDouble(i, j);
                }
            }
        }
        for (int i = 0; i < classes * d; i++) {
            loss += L2 / 2 * point[i] * point[i];
            gradient[i] += L2 * point[i];
        }
        return loss;
    }
}
