package io.ssl4j.core.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.Pass;
import io.ssl4j.core.testing.TestArrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PrototypesTest {

    private static final INDArray X = TestArrays.gaussian(1, 3, 4);
    private static final INDArray UP = TestArrays.gaussian(2, 3, 5);

    private static List<Prototypes> kinds() {
        Prototypes plain = Prototypes.random("p", 5, 4, 3, DataType.DOUBLE);
        return List.of(
                plain,
                plain.withUnitInputs(),
                plain.withUnitWeights(),
                plain.withUnitInputs().withUnitWeights(),
                withLengths(plain.withTrainedLengths()),
                withLengths(plain.withUnitInputs().withTrainedLengths()));
    }

    /** Lengths other than the 1 that they start with. */
    private static Prototypes withLengths(Prototypes prototypes) {
        for (int i = 20; i < 25; i++) {
            prototypes.parameters().values().putScalar(i, 0.5 + 0.1 * i);
        }
        return prototypes;
    }

    /** Gradients of weights and inputs are central differences, through both normalisations. */
    @Test
    void gradientsAreCentralDifferences() {
        for (Prototypes prototypes : kinds()) {
            INDArray x = X.dup();
            INDArray atInput;
            try (Pass pass = prototypes.forward(x)) {
                atInput = pass.backward(UP).dup('c');
            }
            INDArray atWeights = prototypes.parameters().gradients().dup();
            assertDifferences(prototypes, x, x, atInput.reshape('c', new long[] {12}));
            assertDifferences(prototypes, x, prototypes.parameters().values(), atWeights);
        }
    }

    private static void assertDifferences(Prototypes prototypes, INDArray x, INDArray moved, INDArray gradient) {
        double h = 1e-6;
        for (long i = 0; i < moved.length(); i++) {
            double at = moved.getDouble(i);
            moved.putScalar(i, at + h);
            double above = prototypes.infer(x).mul(UP).sumNumber().doubleValue();
            moved.putScalar(i, at - h);
            double below = prototypes.infer(x).mul(UP).sumNumber().doubleValue();
            moved.putScalar(i, at);
            assertThat(gradient.getDouble(i)).isCloseTo((above - below) / (2 * h), within(1e-7));
        }
    }

    /** Weight normalisation as PyTorch has it: g v / |v|, with g a parameter that starts at 1 and is trained. */
    @Test
    void trainedLengthsScaleUnitDirectionsAndStartAtOne() {
        Prototypes plain = Prototypes.random("p", 5, 4, 3, DataType.DOUBLE);
        Prototypes trained = plain.withTrainedLengths();
        assertThat(trained.parameters().segments().stream().map(segment -> segment.name() + segment.kind()))
                .containsExactly("prototypes_WWEIGHT", "prototypes_gWEIGHT");
        assertThat(trained.infer(X)).isEqualTo(plain.withUnitWeights().infer(X));
        Prototypes copy = withLengths(trained).copy("copy");
        for (int row = 0; row < 5; row++) {
            INDArray unit =
                    plain.weights().getRow(row).div(plain.weights().getRow(row).norm2Number());
            INDArray expected = X.mmul(unit.reshape(4, 1)).mul(0.5 + 0.1 * (20 + row));
            assertThat(copy.infer(X).getColumn(row).distance2(expected.reshape(3)))
                    .isLessThan(1e-12);
        }
        assertThat(trained.infer(X)).isEqualTo(copy.infer(X));
    }

    @Test
    void aPassRunsBackwardOnceAndChecksItsGradient() {
        Prototypes prototypes = kinds().get(0);
        Pass pass = prototypes.forward(X);
        assertThatThrownBy(() -> pass.backward(Nd4j.ones(DataType.DOUBLE, 3, 4)))
                .hasMessage("the gradient must have the output's shape [3, 5], got [3, 4]");
        pass.backward(UP);
        assertThatThrownBy(() -> pass.backward(UP)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void normalizedRowsHaveUnitLength() {
        Prototypes prototypes = kinds().get(0);
        prototypes.normalize();
        for (int row = 0; row < 5; row++) {
            assertThat(prototypes.weights().getRow(row).norm2Number().doubleValue())
                    .isCloseTo(1, within(1e-12));
        }
    }
}
