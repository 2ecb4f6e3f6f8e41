package io.ssl4j.eval.finetune;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the blocks of an encoder learning rates that fall towards its input. Blocks end at the encoder's named taps; an
 * encoder without named taps has a block for each layer with weights, together with the normalisation after it.
 */
final class LayerRates {

    private LayerRates() {}

    /**
     * Returns the parameter groups of an encoder.
     *
     * @param bodyRate factor on the learning rate of the whole encoder
     * @param decay factor from each block to the one below it; the last block has {@code bodyRate * decay}
     */
    static List<ParameterGroup> groups(Encoder<?> encoder, double bodyRate, double decay) {
        if (decay == 1) {
            return List.of(ParameterGroup.of(encoder.network()).withLearningRateScale(bodyRate));
        }
        Map<String, Integer> blocks = blocks(encoder);
        int count = blocks.values().stream().mapToInt(block -> block + 1).max().orElse(1);
        List<ParameterGroup> groups = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            int own = block;
            if (blocks.containsValue(own)) {
                groups.add(ParameterGroup.part(
                                encoder.network(), "block" + own, segment -> blocks.get(segment.name()) == own)
                        .withLearningRateScale(bodyRate * Math.pow(decay, count - own)));
            }
        }
        return groups;
    }

    /** Returns the block of each segment, by its name, from 0 at the input. */
    static Map<String, Integer> blocks(Encoder<?> encoder) {
        List<Segment> segments = encoder.network().parameters().segments();
        if (!(encoder.network() instanceof GraphNetwork graph) || !encoder.hasNamedTaps()) {
            return byWeights(segments);
        }
        Map<String, Integer> blockOfVertex = new LinkedHashMap<>();
        Set<String> ends = new HashSet<>();
        encoder.taps().forEach(tap -> ends.add(encoder.tapVertex(tap)));
        int block = 0;
        for (String vertex : graph.vertexNames()) {
            blockOfVertex.put(vertex, block);
            block += ends.contains(vertex) ? 1 : 0;
        }
        Map<String, Integer> blocks = new LinkedHashMap<>();
        for (Segment segment : segments) {
            String vertex = segment.name().substring(0, segment.name().lastIndexOf('_'));
            blocks.put(segment.name(), blockOfVertex.get(vertex));
        }
        return blocks;
    }

    private static Map<String, Integer> byWeights(List<Segment> segments) {
        Map<String, Integer> blocks = new LinkedHashMap<>();
        int block = -1;
        for (Segment segment : segments) {
            block += segment.kind() == SegmentKind.WEIGHT ? 1 : 0;
            blocks.put(segment.name(), Math.max(0, block));
        }
        return blocks;
    }
}
