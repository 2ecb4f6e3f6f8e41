package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.joint.Prototypes;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.network.head.HeadShape;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The networks of golden trajectories: linear, batch norm, ReLU, linear, or a single linear layer, with PyTorch's
 * parameters under the names of a {@code Sequential}: {@code 0.weight} [out, in], {@code 0.bias}, {@code 1.weight},
 * {@code 1.bias}, {@code 3.weight}, {@code 3.bias}.
 */
final class GoldenNetworks {

    private GoldenNetworks() {}

    /** A network in double with the given parameters. */
    static Network build(String name, Map<String, INDArray> parameters) {
        if (parameters.containsKey("weight")) {
            return Prototypes.of(name, parameters.get("weight"));
        }
        INDArray first = parameters.get("0.weight");
        INDArray last = parameters.getOrDefault("3.weight", first);
        int outputs = (int) last.size(0);
        HeadShape shape = first == last ? HeadShape.of(outputs) : HeadShape.of(outputs, (int) first.size(0));
        Network network = shape.on((int) first.size(1), name).build(1, DataType.DOUBLE);
        pairs(network.parameters().segments(), parameters).forEach((key, segment) -> {
            INDArray value = stored(parameters.get(key), segment);
            Parameters.view(network.parameters().values(), segment).assign(value);
        });
        return network;
    }

    /**
     * Compares trained parameters with the given ones.
     *
     * @param values the flat parameters of a network, or of its target
     * @param segments of the network
     */
    static void assertEquals(
            String what, INDArray values, List<Segment> segments, Map<String, INDArray> parameters, double tolerance) {
        pairs(segments, parameters).forEach((key, segment) -> {
            INDArray actual = Parameters.view(values, segment).dup();
            Agreement.assertClose(what + " " + key, actual, stored(parameters.get(key), segment), tolerance);
        });
    }

    /** Which segment holds which parameter: both are in layer order, and of the same kind. */
    private static Map<String, Segment> pairs(List<Segment> segments, Map<String, INDArray> parameters) {
        if (parameters.containsKey("weight")) {
            return Map.of("weight", segments.get(0));
        }
        Map<SegmentKind, Deque<Segment>> byKind = new LinkedHashMap<>();
        for (Segment segment : segments) {
            byKind.computeIfAbsent(segment.kind(), kind -> new ArrayDeque<>()).add(segment);
        }
        List<String> layerOrder = parameters.keySet().stream()
                .sorted(Comparator.comparingInt(GoldenNetworks::position)
                        .thenComparing(key -> key.endsWith("weight") ? 0 : 1))
                .toList();
        Map<String, Segment> pairs = new LinkedHashMap<>();
        for (String key : layerOrder) {
            Segment segment = byKind.get(kind(key, parameters)).remove();
            assertThat(segment.length())
                    .as("length of " + key)
                    .isEqualTo(parameters.get(key).length());
            pairs.put(key, segment);
        }
        byKind.remove(SegmentKind.STATISTIC);
        assertThat(byKind.values()).as("segments without a parameter").allMatch(Deque::isEmpty);
        return pairs;
    }

    private static SegmentKind kind(String key, Map<String, INDArray> parameters) {
        boolean linear = parameters.get(position(key) + ".weight").rank() == 2;
        if (!linear) {
            return SegmentKind.NORM;
        }
        return key.endsWith("weight") ? SegmentKind.WEIGHT : SegmentKind.BIAS;
    }

    private static int position(String key) {
        return Integer.parseInt(key.substring(0, key.indexOf('.')));
    }

    /** A parameter as it lies in its segment: weights as [in, out] in the segment's order. */
    private static INDArray stored(INDArray parameter, Segment segment) {
        // Prototypes keep PyTorch's [out, in]; DL4J's layers have [in, out].
        boolean prototypes = segment.name().equals(Prototypes.WEIGHT);
        INDArray laidOut = parameter.rank() == 2 && !prototypes ? parameter.transpose() : parameter;
        char order = segment.order();
        return Nd4j.createFromArray(laidOut.dup(order).data().asDouble());
    }
}
