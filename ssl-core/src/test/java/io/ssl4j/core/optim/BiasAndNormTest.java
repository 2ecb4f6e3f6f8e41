package io.ssl4j.core.optim;

import static io.ssl4j.core.network.SegmentKind.BIAS;
import static io.ssl4j.core.network.SegmentKind.NORM;
import static io.ssl4j.core.network.SegmentKind.STATISTIC;
import static io.ssl4j.core.network.SegmentKind.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.SegmentKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Every update rule on every kind of parameter, against loops written from the rules in the optimisers' comments. */
class BiasAndNormTest {

    private static final int EACH = 3;
    private static final SegmentKind[] KINDS = {WEIGHT, BIAS, NORM, STATISTIC, WEIGHT};
    private static final double SCALE = 0.25;

    /** One tensor's update in plain arithmetic: {@code state} holds two moments per parameter. */
    private interface Loop {
        void update(double[] p, double[] g, double[][] state, int t, double lr, double decay, boolean ratio);
    }

    private static final Map<Optimizer, Loop> RULES = new LinkedHashMap<>();

    static {
        RULES.put(Sgd.of(1).withMomentum(0), (p, g, s, t, lr, decay, ratio) -> sgd(p, g, s, lr, decay, 0, false, 1));
        RULES.put(Sgd.of(1), (p, g, s, t, lr, decay, ratio) -> sgd(p, g, s, lr, decay, 0.9, false, 1));
        RULES.put(Sgd.of(1).withNesterov(), (p, g, s, t, lr, decay, ratio) -> sgd(p, g, s, lr, decay, 0.9, true, 1));
        RULES.put(Adam.of(1), (p, g, s, t, lr, decay, ratio) -> adam(p, g, s, t, lr, decay, 0));
        RULES.put(AdamW.of(1), (p, g, s, t, lr, decay, ratio) -> adam(p, g, s, t, lr, 0, decay));
        RULES.put(
                Lars.of(1).withTrustCoefficient(0.1),
                (p, g, s, t, lr, decay, ratio) -> sgd(
                        p,
                        g,
                        s,
                        lr,
                        decay,
                        0.9,
                        false,
                        ratio ? 0.1 * norm(p) / (norm(g) + decay * norm(p) + 1e-8) : 1));
    }

    private static void sgd(
            double[] p, double[] g, double[][] s, double lr, double decay, double mu, boolean nesterov, double ratio) {
        for (int i = 0; i < p.length; i++) {
            double d = ratio * (g[i] + decay * p[i]);
            s[0][i] = mu * s[0][i] + d;
            p[i] -= lr * (nesterov ? d + mu * s[0][i] : s[0][i]);
        }
    }

    private static void adam(double[] p, double[] g, double[][] s, int t, double lr, double decay, double decoupled) {
        for (int i = 0; i < p.length; i++) {
            double d = g[i] + decay * p[i];
            p[i] -= lr * decoupled * p[i];
            s[0][i] = 0.9 * s[0][i] + 0.1 * d;
            s[1][i] = 0.999 * s[1][i] + 0.001 * d * d;
            double m = s[0][i] / (1 - Math.pow(0.9, t));
            double v = s[1][i] / (1 - Math.pow(0.999, t));
            p[i] -= lr * m / (Math.sqrt(v) + 1e-8);
        }
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRuleAgreesWithALoopOnEveryKindOfParameter(boolean decayed) {
        BiasAndNorm setting = new BiasAndNorm(decayed, SCALE);
        RULES.forEach((optimizer, loop) -> {
            FlatNetwork network = FlatNetwork.ofKinds(DataType.DOUBLE, EACH, KINDS);
            ParameterUpdater updater =
                    optimizer.updater(ParameterGroup.of(network).withBiasAndNorm(setting));
            double[] expected = network.values();
            double[][][] state = new double[KINDS.length][2][EACH];
            for (int t = 1; t <= 10; t++) {
                double lr = 0.05 / t;
                double decay = 0.01 * t;
                double[] gradients = network.values();
                for (int i = 0; i < gradients.length; i++) {
                    gradients[i] = Math.sin(i + t) + 0.1 * gradients[i];
                }
                network.gradients(gradients);
                updater.update(lr, decay);
                for (int k = 0; k < KINDS.length; k++) {
                    step(loop, expected, gradients, state[k], k, t, lr, decay, decayed);
                }
                assertThat(network.values())
                        .as("%s, update %d", optimizer.describe(), t)
                        .containsExactly(expected, within(1e-10));
            }
        });
    }

    private static void step(
            Loop loop,
            double[] all,
            double[] gradients,
            double[][] state,
            int k,
            int t,
            double lr,
            double decay,
            boolean decayed) {
        if (KINDS[k] == STATISTIC) {
            return;
        }
        boolean weight = KINDS[k] == WEIGHT;
        double[] p = Arrays.copyOfRange(all, k * EACH, (k + 1) * EACH);
        double[] g = Arrays.copyOfRange(gradients, k * EACH, (k + 1) * EACH);
        loop.update(p, g, state, t, weight ? lr : SCALE * lr, weight || decayed ? decay : 0, weight || decayed);
        System.arraycopy(p, 0, all, k * EACH, EACH);
    }

    /** The optimiser's setting holds where the group says nothing; the group's own goes first. */
    @Test
    void theGroupsOwnSettingGoesBeforeTheOptimizers() {
        Optimizer all =
                Sgd.of(1).withMomentum(0).withBiasAndNorm(BiasAndNorm.usual().withDecay());
        assertThat(firstBias(all, null)).isCloseTo(2 - 0.5 * (0.2 + 0.1 * 2), within(1e-12));
        assertThat(firstBias(all, BiasAndNorm.usual())).isCloseTo(2 - 0.5 * 0.2, within(1e-12));
    }

    private static double firstBias(Optimizer optimizer, BiasAndNorm own) {
        FlatNetwork network = FlatNetwork.ofKinds(DataType.DOUBLE, 1, WEIGHT, BIAS);
        ParameterGroup group = ParameterGroup.of(network);
        optimizer.updater(own == null ? group : group.withBiasAndNorm(own)).update(0.5, 0.1);
        return network.values()[1];
    }

    /** Barlow Twins: weights at 0.2, biases and norms at 0.0048, both times the same schedule. */
    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void barlowTwinsTrainsBiasesAtARateOfTheirOwn(DataType type) {
        FlatNetwork network = FlatNetwork.ofTwoWeightsAndBias(type, 1, 1, 1, 1, 2);
        network.gradients(0, 0, 10);
        Lars lars = Lars.of(0.2).withBiasLearningRate(0.0048);
        double schedule = 0.5;
        network.updater(lars).update(0.2 * schedule, 0);
        assertThat(network.values()[2]).isCloseTo(2 - 0.0048 * schedule * 10, within(1e-6));
    }
}
