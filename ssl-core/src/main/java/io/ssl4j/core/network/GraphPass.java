package io.ssl4j.core.network;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A live pass on one replica. */
final class GraphPass extends AbstractGraphPass {

    private final GraphExecutor executor;

    GraphPass(GraphNetwork network, GraphExecutor executor) {
        super(network);
        this.executor = executor;
        executor.outputs().forEach(this::putOutput);
        putMasks(executor.outputMasks());
    }

    @Override
    Map<String, INDArray> runBackward(Map<String, INDArray> gradients) {
        Map<String, INDArray> down = executor.backward(gradients);
        network().accumulate(executor.flatGradient());
        return down;
    }

    @Override
    void addStatisticsTo(StatisticDeltas sum) {
        sum.add(executor.statisticDeltas());
    }

    @Override
    void release() {
        executor.release();
    }
}
