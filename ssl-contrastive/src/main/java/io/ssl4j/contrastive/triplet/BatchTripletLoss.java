package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.StackedLoss;
import io.ssl4j.core.random.RandomKey;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The triplet loss over two views: every row of both views is an anchor, the other view of its sample the positive, and
 * a row of another sample, of either view, the negative. No gradient flows through the choice of the negative.
 */
public final class BatchTripletLoss implements StackedLoss {

    private final TripletLoss loss;
    private final NegativeMining mining;
    private final RandomKey key;

    /**
     * @param mining the choice of the negative row
     * @param key the key of the random choices of {@link NegativeMining#RANDOM}; the others make none
     */
    public BatchTripletLoss(TripletLoss loss, NegativeMining mining, RandomKey key) {
        this.loss = loss;
        this.mining = mining;
        this.key = key;
    }

    @Override
    public LossResult evaluateStacked(INDArray z) {
        Embeddings.requireStack(z);
        try (EmbeddingRows rows = EmbeddingRows.of(z, loss.distance())) {
            int[] positives = new int[rows.count()];
            for (int i = 0; i < positives.length; i++) {
                positives[i] = (i + positives.length / 2) % positives.length;
            }
            return loss.evaluate(rows, positives, mining.choose(rows, loss.distance(), key));
        }
    }
}
