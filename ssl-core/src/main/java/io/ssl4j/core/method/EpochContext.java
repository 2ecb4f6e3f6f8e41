package io.ssl4j.core.method;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The actions open to a method before an epoch: look at the whole data set, choose the order of its samples, restart a
 * head. DeepCluster, for example, embeds and clusters the data set here.
 *
 * @param <T> the sample type
 */
public interface EpochContext<T> {

    /** The epoch that begins, from 0. */
    int epoch();

    /** The sizes, length and seed of the run. */
    RunInfo run();

    /** The training set. */
    Dataset<T> data();

    /**
     * Embeds the whole training set in inference mode, in data set order.
     *
     * @return {@code [samples, D]}
     */
    default INDArray embed(Encoder<T> encoder) {
        return encoder.embed(data());
    }

    /**
     * Sets the samples of this epoch and their order, instead of a shuffle. A sample may occur several times, each time
     * with its own views, or not at all. A run that resumes in the middle of the epoch keeps the order.
     *
     * @param indices as many as the data set has samples
     * @throws IllegalArgumentException if the number differs or an index is out of range
     */
    void order(int... indices);

    /**
     * Resets the optimiser of a network: its moments and its update count. Used for a head whose weights the method has
     * reset.
     *
     * @throws IllegalArgumentException if no parameter group trains this network
     */
    void resetOptimizer(Network network);

    /**
     * Ends the run before this epoch, as early stopping does. The trainer writes its last checkpoint and returns. A
     * resumed run calls {@link SslMethod#beforeEpoch} for this epoch again.
     */
    void finish();
}
