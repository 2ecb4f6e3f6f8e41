package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.GoldenLosses.twoViews;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.testing.GoldenCase;
import io.ssl4j.core.testing.GoldenLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

class ContrastiveGoldenTest {

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "nt_xent", twoViews(golden -> new NtXentLoss(golden.parameter("temperature"))),
                        "info_nce_symmetric",
                                twoViews(golden -> InfoNceLoss.symmetric(golden.parameter("temperature"))),
                        "clip", twoViews(golden -> InfoNceLoss.clip(golden.parameter("temperature"))),
                        "dcl", twoViews(golden -> DclLoss.of(golden.parameter("temperature"))),
                        "dclw",
                                twoViews(golden ->
                                        DclLoss.weighted(golden.parameter("temperature"), golden.parameter("sigma")))));
    }

    /** Figures of this project's own script, for what no reference library computes. */
    @TestFactory
    List<DynamicTest> agreesWithPyTorchOnTheFormula() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "sup_con",
                        (golden, inputs) -> new SupConLoss(
                                        golden.parameter("temperature"),
                                        inputs.get("const_labels").toIntVector())
                                .evaluateStacked(inputs.get("z")),
                        "debiased",
                        (golden, inputs) -> ntXent(golden, Negatives.debiased(golden.parameter("tau_plus")), inputs),
                        "hard",
                        (golden, inputs) -> ntXent(
                                golden,
                                Negatives.hard(golden.parameter("tau_plus"), golden.parameter("beta")),
                                inputs)));
    }

    private static LossResult ntXent(GoldenCase golden, Negatives negatives, Map<String, INDArray> inputs) {
        return new NtXentLoss(golden.parameter("temperature"), negatives).evaluateStacked(inputs.get("z"));
    }
}
