package io.ssl4j.core.network.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.testing.Agreement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MlpHeadTest {

    private static final int ROWS = 6;

    static List<HeadShape> shapes() {
        List<HeadShape> shapes = new ArrayList<>();
        for (HeadNorm hidden : HeadNorm.values()) {
            for (HeadNorm output : HeadNorm.values()) {
                shapes.add(new HeadShape(List.of(5), 4, hidden, output, shapes.size() % 2 == 0, shapes.size() % 3 > 0));
            }
        }
        return shapes;
    }

    private static INDArray input(DataType type) {
        return Nd4j.linspace(DataType.DOUBLE, 0, 1.7, ROWS * 3)
                .reshape(ROWS, 3)
                .mul(31)
                .fmod(7)
                .subi(3)
                .castTo(type);
    }

    private static double loss(INDArray output) {
        return output.mul(output).mul(weights(output)).sumNumber().doubleValue() / 2;
    }

    private static INDArray weights(INDArray output) {
        return Nd4j.linspace(DataType.DOUBLE, 0.3, 0.1, output.length())
                .reshape(output.shape())
                .castTo(output.dataType());
    }

    private static double loss(Network head, INDArray input, PassMode mode) {
        try (Pass pass = head.forward(input, mode)) {
            return loss(pass.output());
        }
    }

    /** Runs forward and backward and returns the gradient at the input. */
    private static INDArray backward(Network head, INDArray input, PassMode mode) {
        head.parameters().zeroGradients();
        try (Pass pass = head.forward(input, mode)) {
            return pass.backward(pass.output().mul(weights(pass.output()))).dup('c');
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyKindOfHeadAgreesWithFiniteDifferences(HeadShape shape) {
        Network head = shape.on(3, "head").build(4, DataType.DOUBLE);
        for (PassMode mode : List.of(PassMode.JOINT, PassMode.perView(2))) {
            INDArray input = input(DataType.DOUBLE);
            INDArray atInput = backward(head, input, mode);
            INDArray gradients = head.parameters().gradients().dup();
            INDArray values = head.parameters().values();
            for (Segment segment : head.parameters().segments()) {
                for (long i = segment.offset(); segment.trained() && i < segment.offset() + segment.length(); i++) {
                    double expected = isShiftLeftOut(shape, segment) ? 0 : difference(values, i, head, input, mode);
                    assertThat(gradients.getDouble(i)).as(segment.name()).isCloseTo(expected, within(2e-5));
                }
            }
            for (long i = 0; i < input.length(); i++) {
                assertThat(atInput.getDouble(i))
                        .as("gradient at the input")
                        .isCloseTo(difference(input, i, head, input, mode), within(2e-5));
            }
        }
    }

    private static boolean isShiftLeftOut(HeadShape shape, Segment segment) {
        HeadNorm norm = segment.name().startsWith("layer1") ? shape.hiddenNorm() : shape.outputNorm();
        return norm == HeadNorm.SCALE && segment.name().endsWith("_beta");
    }

    private static double difference(INDArray moved, long i, Network head, INDArray input, PassMode mode) {
        double old = moved.getDouble(i);
        moved.putScalar(i, old + 1e-5);
        double up = loss(head, input, mode);
        moved.putScalar(i, old - 1e-5);
        double down = loss(head, input, mode);
        moved.putScalar(i, old);
        return (up - down) / 2e-5;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void floatAgreesWithDouble(HeadShape shape) {
        Network exact = shape.on(3, "head").build(4, DataType.DOUBLE);
        Network fast = shape.on(3, "head").build(4, DataType.FLOAT);
        PassMode mode = PassMode.perView(2);
        INDArray expected = backward(exact, input(DataType.DOUBLE), mode);
        INDArray actual = backward(fast, input(DataType.FLOAT), mode);
        Agreement.assertClose("gradient at the input", actual.castTo(DataType.DOUBLE), expected, 1e-4);
        Agreement.assertClose(
                "gradient of the parameters",
                fast.parameters().gradients().castTo(DataType.DOUBLE),
                exact.parameters().gradients(),
                1e-4);
        Agreement.assertClose(
                "inference",
                fast.infer(input(DataType.FLOAT)).castTo(DataType.DOUBLE),
                exact.infer(input(DataType.DOUBLE)),
                1e-4);
    }

    @Test
    void layersHaveTheParametersOfTheirShape() {
        HeadShape shape = HeadShape.normalized(4, 5);
        assertThat(names(shape))
                .containsExactly(
                        "layer1_linear_W",
                        "layer1_norm_gamma",
                        "layer1_norm_beta",
                        "layer1_norm_mean",
                        "layer1_norm_var",
                        "layer2_linear_W",
                        "layer2_norm_gamma",
                        "layer2_norm_beta",
                        "layer2_norm_mean",
                        "layer2_norm_var");
        assertThat(names(shape.withOutputNorm(HeadNorm.PLAIN)))
                .endsWith("layer2_linear_W", "layer2_norm_mean", "layer2_norm_var");
        assertThat(names(HeadShape.withoutNorm(4, 5)))
                .containsExactly("layer1_linear_W", "layer1_linear_b", "layer2_linear_W", "layer2_linear_b");
        assertThat(names(HeadShape.withoutNorm(4).withOutputBias(false))).containsExactly("layer1_linear_W");
    }

    private static List<String> names(HeadShape shape) {
        return shape.on(3, "head").build(1).parameters().segments().stream()
                .map(Segment::name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aPlainNormIsAnUntrainedAffineOne(DataType type) {
        HeadShape affine = HeadShape.normalized(4, 5);
        Network learns = affine.on(3, "head").build(7, type);
        Network plain = affine.withOutputNorm(HeadNorm.PLAIN).on(3, "head").build(7, type);
        PassMode mode = PassMode.perView(2);
        try (Pass one = learns.forward(input(type), mode);
                Pass other = plain.forward(input(type), mode)) {
            assertThat(other.output()).isEqualTo(one.output());
            INDArray group = other.output().getRows(0, 1, 2);
            assertThat(group.mean(0).amaxNumber().doubleValue()).isLessThan(1e-5);
            assertThat(group.var(false, 0).sub(1).amaxNumber().doubleValue()).isLessThan(1e-3);
        }
        assertThat(backward(plain, input(type), mode)).isEqualTo(backward(learns, input(type), mode));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void theShiftOfAScaleNormStaysZero(DataType type) {
        Network head = HeadShape.normalized(4, 5)
                .withOutputNorm(HeadNorm.SCALE)
                .on(3, "head")
                .build(7, type);
        for (Network trained : List.of(head, head.copy("copy"), head.named("other"))) {
            Segment shift = segment(trained, "layer2_norm_beta");
            Segment scale = segment(trained, "layer2_norm_gamma");
            backward(trained, input(type), PassMode.JOINT);
            assertThat(partOf(trained.parameters().gradients(), shift)
                            .amaxNumber()
                            .doubleValue())
                    .isZero();
            assertThat(partOf(trained.parameters().gradients(), scale)
                            .aminNumber()
                            .doubleValue())
                    .isNotZero();
        }
    }

    private static Segment segment(Network network, String name) {
        return network.parameters().segments().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static INDArray partOf(INDArray flat, Segment segment) {
        return Parameters.view(flat, segment);
    }

    @Test
    void parametersThatAreNotThereCannotStayFixed() {
        GraphNetwork head = (GraphNetwork) MlpHead.linear("head", 3, 2).build(1);
        assertThatThrownBy(() -> head.withFixed(List.of("layer9_b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network 'head' has no parameters 'layer9_b' that could stay fixed; it has"
                        + " [layer1_linear_W, layer1_linear_b]");
    }

    @Test
    void widthsMustBePositive() {
        assertThatThrownBy(() -> HeadShape.of(4, 0))
                .hasMessage("the widths of a head must be at least 1, got hidden [0] and output 4");
        assertThatThrownBy(() -> HeadShape.of(4).on(0, "head"))
                .hasMessage("a head needs inputs of width 1 or more, got 0");
    }
}
