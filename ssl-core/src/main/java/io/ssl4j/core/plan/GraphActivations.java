package io.ssl4j.core.plan;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/** Counts what the vertices of a DL4J graph put out for one row. */
final class GraphActivations {

    /** Axes of a row that convolutions go over, with its channels. */
    private static final int GRID = 3;

    private GraphActivations() {}

    /**
     * Returns the numbers that all vertices put out for one row; 0 if that is not known: for a network that is no
     * graph, and for rows that are neither vectors nor grids.
     */
    static long perRow(Network network, long[] row) {
        if (!(network instanceof GraphNetwork graph) || (row.length != 1 && row.length != GRID)) {
            return 0;
        }
        ComputationGraphConfiguration configuration = graph.configuration();
        try {
            return configuration.getLayerActivationTypes(type(configuration, row)).values().stream()
                    .mapToLong(InputType::arrayElementsPerExample)
                    .sum();
        } catch (RuntimeException notTraceable) {
            // DL4J cannot say it of every vertex; an estimate is no reason for a run to fail.
            return 0;
        }
    }

    private static InputType type(ComputationGraphConfiguration configuration, long[] row) {
        if (row.length == 1) {
            return InputType.feedForward(row[0]);
        }
        return channelsFirst(configuration)
                ? InputType.convolutional(row[1], row[2], row[0], CNN2DFormat.NCHW)
                : InputType.convolutional(row[0], row[1], row[2], CNN2DFormat.NHWC);
    }

    private static boolean channelsFirst(ComputationGraphConfiguration configuration) {
        return configuration.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .filter(ConvolutionLayer.class::isInstance)
                .map(layer -> ((ConvolutionLayer) layer).getCnn2dDataFormat())
                .findFirst()
                .filter(format -> format == CNN2DFormat.NCHW)
                .isPresent();
    }
}
