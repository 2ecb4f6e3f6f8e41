package io.ssl4j.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class OptimizersTest {

    @Test
    void defaults() {
        assertThat(Optimizers.sgd(0.1)).isEqualTo(new Sgd(0.1, 0.9, false, 0, BiasAndNorm.usual()));
        assertThat(Optimizers.adam(0.1)).isEqualTo(new Adam(0.1, 0.9, 0.999, 1e-8, 0, BiasAndNorm.usual()));
        assertThat(Optimizers.adamW(0.1)).isEqualTo(new AdamW(0.1, 0.9, 0.999, 1e-8, 0.01, BiasAndNorm.usual()));
        assertThat(Optimizers.lars(0.1))
                .isEqualTo(new Lars(0.1, 0.9, false, 1e-6, 1e-3, 1e-8, false, BiasAndNorm.usual()));
    }

    @Test
    void descriptions() {
        assertThat(Optimizers.sgd(0.1).withNesterov().withWeightDecay(1e-4).describe())
                .isEqualTo("sgd(learningRate=0.1, momentum=0.9, nesterov=true, weightDecay=1.0E-4)");
        assertThat(Optimizers.lars(0.3)
                        .withTrustCoefficient(0.02)
                        .withClipping()
                        .describe())
                .isEqualTo("lars(learningRate=0.3, momentum=0.9, nesterov=false, weightDecay=1.0E-6,"
                        + " trustCoefficient=0.02, epsilon=1.0E-8, clipping=true)");
        assertThat(Optimizers.adam(0.001).describe())
                .isEqualTo("adam(learningRate=0.001, beta1=0.9, beta2=0.999, epsilon=1.0E-8, weightDecay=0.0)");
        assertThat(Optimizers.sgd(0.03)
                        .withWeightDecay(1e-4)
                        .withBiasAndNorm(BiasAndNorm.usual().withDecay())
                        .describe())
                .isEqualTo("sgd(learningRate=0.03, momentum=0.9, nesterov=false, weightDecay=1.0E-4,"
                        + " biasAndNorm=decayed)");
        assertThat(Optimizers.lars(2).withBiasLearningRate(0.5).describe())
                .endsWith("clipping=false, biasAndNorm=not decayed, learning rate x 0.25)");
        assertThat(Optimizers.adamW(0.001).withBetas(0.9, 0.95).describe())
                .isEqualTo("adamW(learningRate=0.001, beta1=0.9, beta2=0.95, epsilon=1.0E-8, weightDecay=0.01)");
    }

    @Test
    void hyperParametersThatAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.sgd(Double.NaN))
                .withMessage("learningRate must be finite and above 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.adam(Double.POSITIVE_INFINITY))
                .withMessage("learningRate must be finite and above 0, got Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.sgd(0.1).withMomentum(1))
                .withMessage("momentum must be at least 0 and below 1, got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.sgd(0.1).withMomentum(0).withNesterov())
                .withMessageStartingWith("Nesterov's momentum needs a momentum above 0, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.lars(0.1).withMomentum(0).withNesterov())
                .withMessageStartingWith("Nesterov's momentum needs a momentum above 0, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.lars(0.1).withTrustCoefficient(0))
                .withMessage("trustCoefficient must be finite and above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.lars(0.1).withEpsilon(-1))
                .withMessage("epsilon must be finite and at least 0, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.adam(0.1).withBetas(Double.NaN, 0.9))
                .withMessage("beta1 must be at least 0 and below 1, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.adam(0.1).withEpsilon(0))
                .withMessage("epsilon must be finite and above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.adamW(0.1).withWeightDecay(Double.NaN))
                .withMessage("weightDecay must be finite and at least 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.lars(0.1).withBiasLearningRate(0))
                .withMessage("the learning rate of biases and norms must be finite and above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BiasAndNorm.usual().withLearningRateScale(-1))
                .withMessage("learningRateScale of biases and norms must be finite and at least 0, got -1.0");
    }

    @Test
    void groupsThatAreRefused() {
        ParameterGroup group = ParameterGroup.of(FlatNetwork.of(DataType.FLOAT, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.withLearningRateScale(Double.NaN))
                .withMessage("learningRateScale must be finite and at least 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.withWeightDecay(Double.POSITIVE_INFINITY))
                .withMessage("weightDecay must be finite and at least 0, got Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.withFrozenUntilStep(-1))
                .withMessage("a step is at least 0, got frozenUntilStep -1");
    }

    @Test
    void momentsByName() {
        FlatNetwork network = FlatNetwork.of(DataType.DOUBLE, 1, 2);
        assertThat(network.updater(Optimizers.sgd(1)).state()).containsOnlyKeys("momentum");
        assertThat(network.updater(Optimizers.sgd(1).withMomentum(0)).state()).isEmpty();
        assertThat(network.updater(Optimizers.adam(1)).state()).containsOnlyKeys("firstMoment", "secondMoment");
        network.gradients(3, 4);
        ParameterUpdater updater = network.updater(Optimizers.sgd(1));
        updater.update(0.1, 0);
        assertThat(updater.state().get("momentum").data().asDouble()).containsExactly(3, 4);
        assertThat(updater.state().get("momentum").dataType()).isEqualTo(DataType.DOUBLE);
    }
}
