package io.ssl4j.contrastive.triplet;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.GoldenCase;
import io.ssl4j.core.testing.GoldenLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TripletLossTest {

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "triplet_euclidean", (golden, inputs) -> golden(Distance.EUCLIDEAN, golden, inputs),
                        "triplet_cosine", (golden, inputs) -> golden(Distance.COSINE, golden, inputs)));
    }

    private static LossResult golden(Distance distance, GoldenCase golden, Map<String, INDArray> inputs) {
        return new TripletLoss(distance, golden.parameter("margin"))
                .evaluate(inputs.get("anchor"), inputs.get("positive"), inputs.get("negative"));
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreCentralDifferences(Distance distance) {
        TripletLoss loss = new TripletLoss(distance, 0.8);
        FiniteDifferences.check(
                z -> loss.evaluate(z.get(0), z.get(1), z.get(2)),
                gaussian(1, 6, 3),
                gaussian(2, 6, 3),
                gaussian(3, 6, 3));
    }

    @Test
    void aTripletBeyondTheMarginHasNoGradient() {
        INDArray a = gaussian(4, 3, 2);
        LossResult result = new TripletLoss(Distance.EUCLIDEAN, 1).evaluate(a, a.add(0.1), a.add(10));
        assertThat(result.value()).isZero();
        assertThat(result.gradients())
                .allSatisfy(gradient ->
                        assertThat(gradient.amaxNumber().doubleValue()).isZero());
        assertThat(result.terms()).containsEntry(TripletLoss.ACTIVE, 0.0);
    }

    @Test
    void shapesThatDifferAreRefused() {
        TripletLoss loss = new TripletLoss(Distance.COSINE, 1);
        assertThatThrownBy(() -> loss.evaluate(gaussian(1, 3, 2), gaussian(2, 3, 2), gaussian(3, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anchors and negatives must have the same shape");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aMarginThatIsNotPositiveIsRefused(double margin) {
        assertThatThrownBy(() -> new TripletLoss(Distance.COSINE, margin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the margin must be finite and above 0, got " + margin);
    }
}
