package io.ssl4j.eval.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights, outputs and leave-one-out errors beside those of {@link NaiveRidge}; more rows than columns, and fewer. */
class RidgeSolutionTest {

    private static final int CLASSES = 3;

    @ParameterizedTest
    @CsvSource({"30, 5, 0.001", "30, 5, 7", "12, 40, 0.001", "12, 40, 50", "20, 20, 1"})
    void weightsAndOutputsAreThoseOfANaiveSolution(int rows, int columns, double penalty) {
        LabeledFeatures train = PlantedClusters.of(rows, CLASSES, columns, 1, 3);
        FittedRidge fitted = RidgeClassifier.of(penalty).fit(train);
        double[][] x = NaiveRidge.standardised(train.features().toDoubleMatrix());
        INDArray outputs = fitted.outputs(train.features());
        for (int c = 0; c < CLASSES; c++) {
            double[] solution = NaiveRidge.solve(x, targets(train.labels(), c), penalty);
            for (int j = 0; j < columns; j++) {
                assertThat(fitted.weights().getDouble(j, c)).isCloseTo(solution[j], within(1e-7));
            }
            assertThat(fitted.biases()[c]).isCloseTo(solution[columns], within(1e-7));
            for (int i = 0; i < rows; i++) {
                assertThat(outputs.getDouble(i, c)).isCloseTo(NaiveRidge.output(solution, x[i]), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 5, 0.001", "30, 5, 7", "12, 40, 0.001", "12, 40, 50", "20, 20, 1"})
    void leaveOneOutErrorsAreThoseOfLeavingOut(int rows, int columns, double penalty) {
        LabeledFeatures train = PlantedClusters.of(rows, CLASSES, columns, 1, 3);
        double[][] x = NaiveRidge.standardised(train.features().toDoubleMatrix());
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            double[] y = targets(train.labels(), c);
            for (int i = 0; i < rows; i++) {
                double[] solution = NaiveRidge.solve(without(x, i), without(y, i), penalty);
                sum += Math.pow(y[i] - NaiveRidge.output(solution, x[i]), 2);
            }
        }
        assertThat(RidgeClassifier.of(penalty).fit(train).leaveOneOutError())
                .isCloseTo(sum / (rows * CLASSES), within(1e-6));
    }

    private static double[] targets(int[] labels, int c) {
        return Arrays.stream(labels).mapToDouble(label -> label == c ? 1 : -1).toArray();
    }

    private static double[][] without(double[][] x, int row) {
        List<double[]> rows = new ArrayList<>(Arrays.asList(x));
        rows.remove(row);
        return rows.toArray(double[][]::new);
    }

    private static double[] without(double[] y, int row) {
        double[] rest = Arrays.copyOf(y, y.length - 1);
        System.arraycopy(y, row + 1, rest, row, y.length - row - 1);
        return rest;
    }
}
