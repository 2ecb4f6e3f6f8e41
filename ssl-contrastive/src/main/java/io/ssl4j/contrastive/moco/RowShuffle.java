package io.ssl4j.contrastive.moco;

import io.ssl4j.core.random.RandomKey;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A random order of the rows of each view, and its inverse, so that batch norm sees a key among other samples than its
 * query (MoCo's "shuffling BN").
 */
final class RowShuffle {

    private final int[] order;

    private RowShuffle(int[] order) {
        this.order = order;
    }

    /**
     * Draws an order in which every row stays within its view.
     *
     * @param rows the number of rows of each view
     */
    static RowShuffle of(int views, int rows, RandomKey key) {
        int[] order = new int[views * rows];
        for (int v = 0; v < views; v++) {
            int[] within = new int[rows];
            for (int i = 0; i < rows; i++) {
                within[i] = v * rows + i;
            }
            key.child(v).stream().shuffle(within);
            System.arraycopy(within, 0, order, v * rows, rows);
        }
        return new RowShuffle(order);
    }

    /** Returns the rows in the new order, a new array. */
    INDArray shuffled(INDArray array) {
        INDArray result = array.like();
        for (int i = 0; i < order.length; i++) {
            result.slice(i).assign(array.slice(order[i]));
        }
        return result;
    }

    /** Returns rows in the new order to the old one, a new array. */
    INDArray restored(INDArray array) {
        INDArray result = array.like();
        for (int i = 0; i < order.length; i++) {
            result.slice(order[i]).assign(array.slice(i));
        }
        return result;
    }
}
