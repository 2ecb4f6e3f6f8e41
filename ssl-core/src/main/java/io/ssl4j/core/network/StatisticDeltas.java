package io.ssl4j.core.network;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The deltas of running statistics that passes leave which only run forward, summed over the passes. Nothing is
 * allocated for the other parameters, so that a target needs no array of gradients.
 */
final class StatisticDeltas {

    private final Parameters parameters;
    private final List<Segment> statistics;
    private final double[] sums;
    private int passes;

    StatisticDeltas(Parameters parameters) {
        this.parameters = parameters;
        this.statistics = parameters.segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.STATISTIC)
                .toList();
        this.sums = new double
                [statistics.stream()
                        .mapToInt(segment -> Math.toIntExact(segment.length()))
                        .sum()];
    }

    /**
     * Adds the deltas of one pass.
     *
     * @param flat an array as long as the parameters, of which only the statistics are read
     */
    void add(INDArray flat) {
        DataBuffer deltas = flat.data();
        int next = 0;
        for (Segment segment : statistics) {
            for (long i = segment.offset(); i < segment.offset() + segment.length(); i++) {
                sums[next++] += deltas.getDouble(i);
            }
        }
        passes++;
    }

    /** Adds those of other passes through the same network. */
    void add(StatisticDeltas other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        passes += other.passes;
    }

    /** Subtracts the mean over the passes from the running statistics, as {@link Parameters#applyStatistics} does. */
    void apply() {
        DataBuffer current = parameters.values().data();
        boolean doubles = parameters.values().dataType() == DataType.DOUBLE;
        int next = 0;
        for (Segment segment : statistics) {
            for (long i = segment.offset(); i < segment.offset() + segment.length(); i++) {
                double sum = sums[next++];
                if (doubles) {
                    current.put(i, current.getDouble(i) - sum / passes);
                } else {
                    current.put(i, current.getFloat(i) - (float) sum / passes);
                }
            }
        }
    }
}
