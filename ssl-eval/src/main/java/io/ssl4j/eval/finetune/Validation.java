package io.ssl4j.eval.finetune;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures fine-tuning on validation samples after each epoch, keeps the parameters of the best epoch, and says when
 * there was no better one for too long. All of it is state of the run, so that a resumed run decides alike.
 */
final class Validation<T> {

    private final Examples<T> examples;
    private final Encoder<T> encoder;
    private final Network head;
    private final HeadLoss loss;
    private final int patience;
    private final BiConsumer<Integer, Score> listener;
    private final INDArray bestEncoder;
    private final INDArray bestHead;
    private final List<Score> history = new ArrayList<>();
    private Score best = new Score(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private int measured;
    private int bestEpoch;

    /** @param listener is told the number of epochs done and their score */
    Validation(
            Examples<T> examples,
            Encoder<T> encoder,
            Network head,
            HeadLoss loss,
            int patience,
            BiConsumer<Integer, Score> listener) {
        this.examples = examples;
        this.encoder = encoder;
        this.head = head;
        this.loss = loss;
        this.patience = patience;
        this.listener = listener;
        this.bestEncoder =
                GraphNetwork.detachedCopy(encoder.network().parameters().values());
        this.bestHead = GraphNetwork.detachedCopy(head.parameters().values());
    }

    int size() {
        return examples.size();
    }

    /** Measures once after each epoch; a second call for the same epoch does nothing. */
    void measure(int epochsDone) {
        if (epochsDone <= measured) {
            return;
        }
        measured = epochsDone;
        Score score = score();
        history.add(score);
        listener.accept(epochsDone, score);
        if (bestEpoch == 0 || score.isBetterThan(best)) {
            best = score;
            bestEpoch = epochsDone;
            bestEncoder.assign(encoder.network().parameters().values());
            bestHead.assign(head.parameters().values());
        }
    }

    private Score score() {
        int[] all = IntStream.range(0, examples.size()).toArray();
        try (INDArray features = encoder.embed(examples.samples());
                INDArray typed = features.castTo(head.parameters().values().dataType());
                INDArray outputs = head.infer(typed)) {
            LossResult result = loss.evaluate(outputs, examples.targets(), all, 0);
            result.gradient().close();
            return new Score(loss.accuracy(result), result.value());
        }
    }

    boolean isOutOfPatience(int epochsDone) {
        return patience > 0 && epochsDone - bestEpoch >= patience;
    }

    /** Takes back the parameters of the best epoch. */
    void restoreBest() {
        encoder.network().parameters().values().assign(bestEncoder);
        head.parameters().values().assign(bestHead);
    }

    /** The score of the best epoch. */
    Score best() {
        return best;
    }

    /** The epoch whose parameters are kept, from 1. */
    int bestEpoch() {
        return bestEpoch;
    }

    /** The scores of the epochs of this call, in order. */
    List<Score> history() {
        return List.copyOf(history);
    }

    void addTo(MethodState state) {
        state.array("best/encoder", bestEncoder, MethodState.Merge.KEEP_LOCAL)
                .array("best/head", bestHead, MethodState.Merge.KEEP_LOCAL)
                .counter("measuredEpochs", () -> measured, value -> measured = Math.toIntExact(value))
                .counter("bestEpoch", () -> bestEpoch, value -> bestEpoch = Math.toIntExact(value))
                .counter(
                        "bestAccuracy",
                        () -> Double.doubleToRawLongBits(best.accuracy()),
                        bits -> best = new Score(Double.longBitsToDouble(bits), best.loss()))
                .counter(
                        "bestLoss",
                        () -> Double.doubleToRawLongBits(best.loss()),
                        bits -> best = new Score(best.accuracy(), Double.longBitsToDouble(bits)));
    }
}
