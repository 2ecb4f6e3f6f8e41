package io.ssl4j.examples.benchmark.task;

import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.loss.LossResult;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** NT-Xent as a DL4J loss for an identity output layer; the labels are not looked at. */
final class NtXentLossFunction implements ILossFunction {

    private final NtXentLoss loss = new NtXentLoss(Recipe.TEMPERATURE);

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return loss.evaluateStacked(preOutput).value();
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        throw new UnsupportedOperationException("a contrastive loss has no score of a single row");
    }

    /** DL4J divides gradients by the number of rows afterwards. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        LossResult result = loss.evaluateStacked(preOutput);
        return result.gradient().muli(preOutput.size(0));
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        LossResult result = loss.evaluateStacked(preOutput);
        return Pair.of(result.value(), result.gradient().muli(preOutput.size(0)));
    }

    @Override
    public String name() {
        return "NT-Xent";
    }
}
