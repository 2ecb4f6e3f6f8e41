package io.ssl4j.core.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads the named segments of a graph's flat parameter array from the views of its layers. */
final class GraphSegments {

    private GraphSegments() {}

    static List<Segment> of(ComputationGraph graph) {
        List<Segment> segments = new ArrayList<>();
        for (GraphVertex vertex : graph.getVertices()) {
            if (!vertex.hasLayer() || vertex.numParams() == 0) {
                continue;
            }
            Layer conf = vertex.getLayer().conf().getLayer();
            for (Map.Entry<String, INDArray> parameter :
                    vertex.getLayer().paramTable(false).entrySet()) {
                INDArray view = parameter.getValue();
                segments.add(new Segment(
                        vertex.getVertexName() + "_" + parameter.getKey(),
                        kind(conf, parameter.getKey()),
                        view.offset(),
                        view.length(),
                        view.shape(),
                        view.ordering()));
            }
        }
        segments.sort(Comparator.comparingLong(Segment::offset));
        return segments;
    }

    private static SegmentKind kind(Layer conf, String key) {
        if (conf instanceof BatchNormalization) {
            boolean affine = key.equals(BatchNormalizationParamInitializer.GAMMA)
                    || key.equals(BatchNormalizationParamInitializer.BETA);
            return affine ? SegmentKind.NORM : SegmentKind.STATISTIC;
        }
        if (key.equals(DefaultParamInitializer.GAIN_KEY)) {
            return SegmentKind.NORM;
        }
        ParamInitializer initializer = conf.initializer();
        if (initializer.isBiasParam(conf, key)) {
            return SegmentKind.BIAS;
        }
        return SegmentKind.WEIGHT;
    }
}
