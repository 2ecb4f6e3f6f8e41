package io.ssl4j.contrastive.nnclr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import io.ssl4j.core.testing.LinearNetwork;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.TestArrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NnClrTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("nnclr", NnClrTest::nnClr));
    }

    private static SslMethod<?> nnClr(GoldenTrajectory golden) {
        NnClrConfig config = NnClrConfig.defaults()
                .withSupportSize(20)
                .withHeads(HeadShape.of(4, 8), HeadShape.of(4, 6))
                .withSharedBatchStatistics(golden.jointBatchNorm());
        return new NnClr<>(golden.parts(), config);
    }

    /** A neighbour stays the same when a parameter moves a little, so it is a constant for the differences too. */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            Branch online = Branch.of(
                    SmallNetworks.mlp("encoder", 5, 8, 6),
                    SmallNetworks.mlp("projector", 6, 7, 4),
                    SmallNetworks.mlp("predictor", 4, 6, 4));
            NnClrConfig config = NnClrConfig.defaults()
                    .withSupportSize(13)
                    .withHeads(HeadShape.of(4, 7), HeadShape.of(4, 6))
                    .withSharedBatchStatistics(shared);
            MethodGradients.check(
                    new NnClr<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config),
                    SmallNetworks.noise(NnClr.VIEWS, 6, 2, 5));
        }
    }

    /**
     * A predictor that gives one vector whatever comes in lets nothing through, so what came through neighbours would
     * show.
     */
    @Test
    void noGradientComesBackThroughTheNeighbours() {
        LinearNetwork predictor = LinearNetwork.of("predictor", 4, 4, 1, DataType.DOUBLE);
        INDArray values = predictor.parameters().values().assign(0);
        for (int i = 0; i < 4; i++) {
            values.putScalar(values.length() - 1 - i, i + 1);
        }
        Branch online =
                Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4), predictor);
        NnClrConfig config =
                NnClrConfig.defaults().withSupportSize(13).withHeads(HeadShape.of(4, 7), HeadShape.of(4, 6));
        NnClr<float[]> method = new NnClr<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config);
        method.step(SmallNetworks.noise(NnClr.VIEWS, 6, 2, 5), MethodGradients.firstStep());
        assertThat(largestGradient(method, 0)).as("encoder").isZero();
        assertThat(largestGradient(method, 1)).as("projector").isZero();
        assertThat(largestGradient(method, 2)).as("predictor").isPositive();
    }

    /** Of what is trained: batch norm's running statistics have steps of their own among the gradients. */
    private static double largestGradient(NnClr<float[]> method, int network) {
        Parameters parameters = method.parameterGroups().get(network).network().parameters();
        return parameters.segments().stream()
                .filter(Segment::trained)
                .mapToDouble(segment -> Parameters.view(parameters.gradients(), segment)
                        .amaxNumber()
                        .doubleValue())
                .max()
                .orElseThrow();
    }

    @Test
    void theNeighbourIsTheRowWithTheLargestProduct() {
        INDArray support = TestArrays.gaussian(1, 9, 4);
        INDArray queries = TestArrays.gaussian(2, 5, 4);
        INDArray neighbours = NearestRows.of(queries, support);
        for (int i = 0; i < 5; i++) {
            int best = 0;
            for (int j = 1; j < 9; j++) {
                if (product(queries, i, support, j) > product(queries, i, support, best)) {
                    best = j;
                }
            }
            assertThat(neighbours.getRow(i)).isEqualTo(support.getRow(best));
        }
        INDArray twice = TestArrays.of(new double[] {1, 0}, new double[] {1, 0}, new double[] {0, 1});
        assertThat(NearestRows.of(twice, twice).getRow(1)).isEqualTo(twice.getRow(0));
    }

    private static double product(INDArray a, int i, INDArray b, int j) {
        return a.getRow(i).mul(b.getRow(j)).sumNumber().doubleValue();
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(NnClrConfig.defaults())
                .isEqualTo(new NnClrConfig(
                        0.1,
                        4096,
                        new HeadShape(List.of(2048), 256, HeadNorm.AFFINE, HeadNorm.AFFINE, false, false),
                        new HeadShape(List.of(4096), 256, HeadNorm.AFFINE, HeadNorm.NONE, false, true),
                        false,
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> NnClrConfig.defaults().withTemperature(-1))
                .hasMessageContaining("the temperature must be finite and above 0, got -1.0");
        assertThatThrownBy(() -> NnClrConfig.defaults().withSupportSize(0))
                .hasMessage("the support set must hold at least 1 projection, got 0");
        assertThatThrownBy(() -> NnClrConfig.defaults().withHeads(HeadShape.of(8), HeadShape.of(9)))
                .hasMessageContaining("as wide as the projector's, 8, got 9");
    }
}
