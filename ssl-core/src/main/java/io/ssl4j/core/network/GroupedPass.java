package io.ssl4j.core.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A live pass whose groups of rows have their own batch statistics, with one replica per group. */
final class GroupedPass extends AbstractGraphPass {

    private final List<GraphExecutor> parts;

    GroupedPass(GraphNetwork network, List<GraphExecutor> parts) {
        super(network);
        this.parts = List.copyOf(parts);
        join(parts.stream().map(GraphExecutor::outputs).toList()).forEach(this::putOutput);
        putMasks(join(parts.stream().map(GraphExecutor::outputMasks).toList()));
    }

    @Override
    Map<String, INDArray> runBackward(Map<String, INDArray> gradients) {
        List<Map<String, INDArray>> down = new ArrayList<>();
        for (int g = 0; g < parts.size(); g++) {
            Map<String, INDArray> part = new LinkedHashMap<>();
            for (Map.Entry<String, INDArray> gradient : gradients.entrySet()) {
                long rows = gradient.getValue().size(0) / parts.size();
                part.put(gradient.getKey(), gradient.getValue().get(NDArrayIndex.interval(rows * g, rows * (g + 1))));
            }
            down.add(parts.get(g).backward(part));
            network().accumulate(parts.get(g).flatGradient());
        }
        return join(down);
    }

    @Override
    void addStatisticsTo(StatisticDeltas sum) {
        parts.forEach(part -> sum.add(part.statisticDeltas()));
    }

    private static Map<String, INDArray> join(List<Map<String, INDArray>> parts) {
        Map<String, INDArray> joined = new LinkedHashMap<>();
        for (String key : parts.get(0).keySet()) {
            joined.put(
                    key,
                    Nd4j.concat(0, parts.stream().map(part -> part.get(key)).toArray(INDArray[]::new)));
        }
        return joined;
    }

    @Override
    void release() {
        parts.forEach(GraphExecutor::release);
    }
}
