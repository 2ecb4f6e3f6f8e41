package io.ssl4j.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FeatureCurvatureTest {

    /** Features of very different spread in hidden directions, as pixels have. */
    private static LabeledFeatures correlated() {
        LabeledFeatures data = SoftmaxObjectiveTest.doubles(PlantedClusters.of(400, 3, 12, 1, 1));
        INDArray mix = Nd4j.create(SoftmaxObjectiveTest.gaussian(12 * 12, 5), new long[] {12, 12}, 'c');
        INDArray spread = Nd4j.create(12);
        for (int j = 0; j < 12; j++) {
            spread.putScalar(j, Math.pow(10, -j / 4.0));
        }
        return new LabeledFeatures(
                data.features().mulRowVector(spread.castTo(DataType.DOUBLE)).mmul(mix), data.labels(), 3);
    }

    @Test
    void withFewerRowsThanFeaturesIsTheInverseTooAndLeadsToTheSameSolution() {
        LabeledFeatures few = SoftmaxObjectiveTest.doubles(PlantedClusters.of(20, 3, 30, 1, 1));
        double l2 = 0.02;
        SoftmaxObjective objective = new SoftmaxObjective(few, Standardization.of(few.features()), l2);
        INDArray hessian = objective
                .correlations()
                .divi(3)
                .addi(Nd4j.eye(30).castTo(DataType.DOUBLE).muli(l2));
        double[] gradient = SoftmaxObjectiveTest.gaussian(objective.dimension(), 4);
        double[] guess = FeatureCurvature.of(objective).inverse(l2).apply(gradient);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 30; i++) {
                double product = 0;
                for (int j = 0; j < 30; j++) {
                    product += hessian.getDouble(i, j) * guess[c * 30 + j];
                }
                assertThat(product).isCloseTo(gradient[c * 30 + i], within(1e-9));
            }
            assertThat(guess[90 + c]).isEqualTo(3 * gradient[90 + c]);
        }
        Lbfgs lbfgs = new Lbfgs(10, 5000, 1e-9);
        double[] start = new double[objective.dimension()];
        Lbfgs.Result plain = lbfgs.minimise(objective, start, double[]::clone);
        Lbfgs.Result guided =
                lbfgs.minimise(objective, start, FeatureCurvature.of(objective).inverse(l2));
        assertThat(plain.converged() && guided.converged()).isTrue();
        assertThat(guided.point()).containsExactly(plain.point(), within(1e-6));
    }

    @Test
    void isTheExactInverseHessianAtZero() {
        LabeledFeatures data = correlated();
        double l2 = 0.01;
        SoftmaxObjective objective = new SoftmaxObjective(data, Standardization.of(data.features()), l2);
        // A direction that sums to 0 over the classes, as gradients do.
        double[] direction = SoftmaxObjectiveTest.gaussian(objective.dimension(), 9);
        for (int j = 0; j < 12; j++) {
            direction[24 + j] = -direction[j] - direction[12 + j];
        }
        direction[38] = -direction[36] - direction[37];
        double step = 1e-5;
        double[] above = new double[direction.length];
        double[] below = new double[direction.length];
        double[] product = new double[direction.length];
        objective.evaluate(scaled(direction, step), above);
        objective.evaluate(scaled(direction, -step), below);
        for (int i = 0; i < product.length; i++) {
            product[i] = (above[i] - below[i]) / (2 * step);
        }
        assertThat(FeatureCurvature.of(objective).inverse(l2).apply(product)).containsExactly(direction, within(1e-5));
    }

    @Test
    void leadsToTheSameSolutionInFewerIterations() {
        LabeledFeatures data = correlated();
        double l2 = 1e-3;
        SoftmaxObjective objective = new SoftmaxObjective(data, Standardization.of(data.features()), l2);
        Lbfgs lbfgs = new Lbfgs(10, 5000, 1e-9);
        double[] start = new double[objective.dimension()];
        Lbfgs.Result plain = lbfgs.minimise(objective, start, double[]::clone);
        Lbfgs.Result guided =
                lbfgs.minimise(objective, start, FeatureCurvature.of(objective).inverse(l2));
        assertThat(plain.converged() && guided.converged()).isTrue();
        assertThat(guided.iterations()).isLessThan(plain.iterations() / 2);
        assertThat(guided.value()).isCloseTo(plain.value(), within(1e-10));
        assertThat(guided.point()).containsExactly(plain.point(), within(1e-5));
    }

    @Test
    void constantAndRepeatedFeaturesWithoutPenaltyAreSurvived() {
        LabeledFeatures data = PlantedClusters.of(200, 3, 5, 1, 1);
        INDArray wide = Nd4j.hstack(data.features(), data.features(), Nd4j.ones(DataType.FLOAT, 200, 1));
        FittedLinear fitted =
                LinearProbe.of(LinearProbeConfig.defaults().withL2(0)).fit(wide, data.labels());
        assertThat(fitted.converged()).isTrue();
    }

    private static double[] scaled(double[] values, double factor) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }
}
