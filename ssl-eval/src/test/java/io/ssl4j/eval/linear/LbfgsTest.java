package io.ssl4j.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    private final Lbfgs lbfgs = new Lbfgs(10, 500, 1e-9);

    @Test
    void quadraticWithCondition100() {
        int n = 30;
        Objective quadratic = new Plain(n) {
            @Override
            public double evaluate(double[] x, double[] gradient) {
                double value = 0;
                for (int i = 0; i < n; i++) {
                    double curvature = Math.pow(10, 2.0 * i / (n - 1) - 1);
                    gradient[i] = curvature * (x[i] - i);
                    value += curvature * (x[i] - i) * (x[i] - i) / 2;
                }
                return value;
            }
        };
        Lbfgs.Result result = lbfgs.minimise(quadratic, new double[n], double[]::clone);
        assertThat(result.converged()).isTrue();
        for (int i = 0; i < n; i++) {
            assertThat(result.point()[i]).isCloseTo(i, within(1e-6));
        }
    }

    @Test
    void rosenbrock() {
        Objective rosenbrock = new Plain(2) {
            @Override
            public double evaluate(double[] x, double[] gradient) {
                double valley = x[1] - x[0] * x[0];
                gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
                gradient[1] = 200 * valley;
                return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
            }
        };
        Lbfgs.Result result = lbfgs.minimise(rosenbrock, new double[] {-1.2, 1}, double[]::clone);
        assertThat(result.converged()).isTrue();
        assertThat(result.iterations()).isLessThan(60);
        assertThat(result.point()).containsExactly(new double[] {1, 1}, within(1e-7));
    }

    @Test
    void theAcceptedStepSatisfiesTheStrongWolfeConditions() {
        Objective wave = new Plain(1) {
            @Override
            public double evaluate(double[] x, double[] gradient) {
                gradient[0] = Math.cos(3 * x[0]) * 3 + 0.2 * x[0];
                return Math.sin(3 * x[0]) + 0.1 * x[0] * x[0];
            }
        };
        LineSearch search = new LineSearch(wave);
        for (double first : new double[] {1e-4, 0.1, 1, 5, 100}) {
            double[] direction = {-1};
            LineSearch.Trial start = search.evaluate(new double[] {0}, direction, 0);
            LineSearch.Trial accepted = search.search(start, direction, first);
            assertThat(accepted.value()).isLessThanOrEqualTo(start.value() + 1e-4 * accepted.step() * start.slope());
            assertThat(Math.abs(accepted.slope())).isLessThanOrEqualTo(0.9 * Math.abs(start.slope()));
        }
    }

    @Test
    void twoStartsOfAConvexObjectiveEndAtOnePoint() {
        LabeledFeatures data = SoftmaxObjectiveTest.doubles(PlantedClusters.of(200, 3, 5, 2, 1));
        SoftmaxObjective objective = new SoftmaxObjective(data, Standardization.of(data.features()), 0.01);
        Lbfgs.Result zero = lbfgs.minimise(objective, new double[objective.dimension()], double[]::clone);
        Lbfgs.Result random =
                lbfgs.minimise(objective, SoftmaxObjectiveTest.gaussian(objective.dimension(), 3), double[]::clone);
        assertThat(zero.converged() && random.converged()).isTrue();
        assertThat(random.value()).isCloseTo(zero.value(), within(1e-12));
        // The biases are free up to a common shift, so the weights are compared.
        for (int i = 0; i < 15; i++) {
            assertThat(random.point()[i]).isCloseTo(zero.point()[i], within(1e-6));
        }
    }

    @Test
    void tooFewIterationsAreSaid() {
        LabeledFeatures data = SoftmaxObjectiveTest.doubles(PlantedClusters.of(200, 3, 5, 2, 1));
        SoftmaxObjective objective = new SoftmaxObjective(data, Standardization.of(data.features()), 1e-4);
        Lbfgs.Result result =
                new Lbfgs(10, 2, 1e-9).minimise(objective, new double[objective.dimension()], double[]::clone);
        assertThat(result.converged()).isFalse();
        assertThat(result.iterations()).isEqualTo(2);
        assertThat(result.gradientNorm()).isGreaterThan(1e-9);
    }

    private abstract static class Plain implements Objective {
        private final int dimension;

        Plain(int dimension) {
            this.dimension = dimension;
        }

        @Override
        public int dimension() {
            return dimension;
        }

        @Override
        public double valueNoise() {
            return 1e-15;
        }
    }
}
