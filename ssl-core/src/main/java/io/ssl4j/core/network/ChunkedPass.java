package io.ssl4j.core.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A pass that keeps no activations: forward runs chunk by chunk and keeps only the outputs; backward runs each chunk
 * forward again, then backward. Dropout draws the same numbers both times.
 */
final class ChunkedPass extends AbstractGraphPass {

    private final Map<String, Rows> inputs;
    private final PassMode mode;
    private final long perGroup;
    private final int chunks;
    private final long seed;
    private final StatisticDeltas measured;

    /** @param chunkRows the largest number of rows that go through the network at once */
    ChunkedPass(GraphNetwork network, Map<String, Rows> inputs, PassMode mode, long rows, int chunkRows) {
        super(network);
        this.inputs = inputs;
        this.mode = mode;
        this.perGroup = rows / mode.statisticGroups();
        this.chunks = (int) chunks(perGroup, Math.max(1, chunkRows / mode.statisticGroups()), network.normalizes());
        this.measured = new StatisticDeltas(network.parameters());
        this.seed = Nd4j.getRandom().nextLong();
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            Map<String, INDArray> outputs = new LinkedHashMap<>();
            Map<String, INDArray> masks = new LinkedHashMap<>();
            for (int chunk = 0; chunk < chunks; chunk++) {
                Map<String, Rows> part = inputsOf(chunk);
                try (AbstractGraphPass pass = forward(part, chunk)) {
                    if (mode.tracksStatistics()) {
                        pass.addStatisticsTo(measured);
                    }
                    for (String name : network.outputNames()) {
                        putRows(outputs, name, pass.output(name), chunk);
                    }
                    if (network.outputNames().size() == 1 && pass.mask().isPresent()) {
                        putRows(masks, network.outputNames().get(0), pass.mask().get(), chunk);
                    }
                }
                closeInputs(part);
            }
            outputs.forEach(this::putOutput);
            putMasks(masks);
        }
    }

    /**
     * The smallest number of chunks with at most this many rows of each group. A chunk size of 2 would leave an odd row
     * on its own, which batch norm cannot normalise; that row joins another chunk.
     */
    private static long chunks(long rows, long most, boolean normalizes) {
        long enough = (rows + most - 1) / most;
        return normalizes && most == 2 ? Math.max(1, Math.min(enough, rows / 2)) : enough;
    }

    @Override
    Map<String, INDArray> runBackward(Map<String, INDArray> gradients) {
        Map<String, INDArray> down = new LinkedHashMap<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            Map<String, Rows> part = inputsOf(chunk);
            Map<String, INDArray> atOutput = rowsOf(gradients, chunk);
            try (Pass pass = forward(part, chunk)) {
                for (Map.Entry<String, INDArray> atInput :
                        pass.backward(atOutput).entrySet()) {
                    putRows(down, atInput.getKey(), atInput.getValue(), chunk);
                }
            }
            closeInputs(part);
            closeCopies(atOutput);
        }
        return down;
    }

    @Override
    void addStatisticsTo(StatisticDeltas sum) {
        sum.add(measured);
    }

    private AbstractGraphPass forward(Map<String, Rows> part, int chunk) {
        Nd4j.getRandom().setSeed(seed + chunk);
        long rows = (from(chunk + 1) - from(chunk)) * mode.statisticGroups();
        return network().forwardWhole(part, mode, rows);
    }

    private long from(int chunk) {
        return perGroup * chunk / chunks;
    }

    private Map<String, Rows> inputsOf(int chunk) {
        Map<String, Rows> part = new LinkedHashMap<>();
        inputs.forEach((name, rows) -> part.put(
                name, new Rows(rowsOf(rows.values(), chunk), rows.mask().map(mask -> rowsOf(mask, chunk)))));
        return part;
    }

    private void closeInputs(Map<String, Rows> part) {
        closeCopies(Map.copyOf(values(part)));
        part.values().forEach(rows -> rows.mask().ifPresent(mask -> closeCopies(Map.of("mask", mask))));
    }

    private static Map<String, INDArray> values(Map<String, Rows> part) {
        Map<String, INDArray> values = new LinkedHashMap<>();
        part.forEach((name, rows) -> values.put(name, rows.values()));
        return values;
    }

    private Map<String, INDArray> rowsOf(Map<String, INDArray> arrays, int chunk) {
        Map<String, INDArray> part = new LinkedHashMap<>();
        arrays.forEach((name, array) -> part.put(name, rowsOf(array, chunk)));
        return part;
    }

    /** Closes copied rows: those of one group are a view of the whole array, those of several groups a copy. */
    private void closeCopies(Map<String, INDArray> part) {
        if (mode.statisticGroups() > 1) {
            part.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
        }
    }

    /** Returns the chunk's rows of every group. */
    private INDArray rowsOf(INDArray array, int chunk) {
        List<INDArray> parts = new ArrayList<>();
        for (int group = 0; group < mode.statisticGroups(); group++) {
            long start = group * perGroup;
            parts.add(array.get(NDArrayIndex.interval(start + from(chunk), start + from(chunk + 1))));
        }
        return parts.size() == 1 ? parts.get(0) : Nd4j.concat(0, parts.toArray(new INDArray[0]));
    }

    private void putRows(Map<String, INDArray> into, String name, INDArray rows, int chunk) {
        INDArray all = into.computeIfAbsent(name, key -> {
            long[] shape = rows.shape().clone();
            shape[0] = perGroup * mode.statisticGroups();
            return Nd4j.createUninitialized(rows.dataType(), shape, 'c');
        });
        long count = from(chunk + 1) - from(chunk);
        for (int group = 0; group < mode.statisticGroups(); group++) {
            long start = group * perGroup;
            all.get(NDArrayIndex.interval(start + from(chunk), start + from(chunk + 1)))
                    .assign(rows.get(NDArrayIndex.interval(group * count, (group + 1) * count)));
        }
    }

    @Override
    void release() {
        // each chunk releases its own
    }
}
