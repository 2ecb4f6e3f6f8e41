package io.ssl4j.core.network;

import io.ssl4j.core.network.onednn.internal.PassThrough;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Carries the masks of one pass through a graph, so that padding changes nothing. In every activation, the places past
 * the end of a row are zero, just as a convolution with padding "same" sees zeros past the end of an unpadded row:
 *
 * <ul>
 *   <li>convolutions, and activations that do not map 0 to 0: their result is set to zero on the padding;
 *   <li>batch norm: sees only the valid places, packed contiguously, in both directions;
 *   <li>ReLU, dropout, sums: map zeros to zeros and pass the mask on;
 *   <li>global average pooling: averages over the valid places, and the mask ends.
 * </ul>
 *
 * Any other layer is rejected with its name.
 */
final class MaskFlow {

    private enum Rule {
        HAND_ON,
        CLEAR,
        PACK,
        AVERAGE,
        NONE
    }

    private final GraphVertex[] vertices;
    /** By vertex: the valid places of its output; null if rows have one length. */
    private final RowPositions[] positions;

    private final Rule[] rules;

    MaskFlow(GraphVertex[] vertices, int[] order, Map<String, Rows> inputs) {
        this.vertices = vertices;
        this.positions = new RowPositions[vertices.length];
        this.rules = new Rule[vertices.length];
        Map<INDArray, RowPositions> known = new IdentityHashMap<>();
        for (int index : order) {
            GraphVertex vertex = vertices[index];
            if (vertex.isInputVertex()) {
                Rows rows = inputs.get(vertex.getVertexName());
                rows.mask().ifPresent(mask -> positions[index] = known.computeIfAbsent(mask, RowPositions::new));
                rules[index] = Rule.NONE;
                continue;
            }
            RowPositions incoming = incoming(vertex);
            rules[index] = incoming == null ? Rule.NONE : rule(vertex);
            positions[index] = rules[index] == Rule.NONE || rules[index] == Rule.AVERAGE ? null : incoming;
        }
    }

    private RowPositions incoming(GraphVertex vertex) {
        VertexIndices[] sources = vertex.getInputVertices();
        for (int j = 0; sources != null && j < sources.length; j++) {
            if (positions[sources[j].getVertexIndex()] != null) {
                return positions[sources[j].getVertexIndex()];
            }
        }
        return null;
    }

    private static Rule rule(GraphVertex vertex) {
        if (!vertex.hasLayer()) {
            return Rule.HAND_ON;
        }
        if (vertex.getLayer() instanceof PassThrough) {
            return Rule.HAND_ON;
        }
        org.deeplearning4j.nn.conf.layers.Layer layer = vertex.getLayer().conf().getLayer();
        if (layer instanceof BatchNormalization) {
            return Rule.PACK;
        }
        if (layer instanceof GlobalPoolingLayer pooling && pooling.getPoolingType() == PoolingType.AVG) {
            return Rule.AVERAGE;
        }
        if (layer instanceof ConvolutionLayer && !(layer instanceof SubsamplingLayer)) {
            return Rule.CLEAR;
        }
        if (layer instanceof DropoutLayer) {
            return Rule.HAND_ON;
        }
        if (layer instanceof ActivationLayer activation) {
            return isZeroAtZero(activation) ? Rule.HAND_ON : Rule.CLEAR;
        }
        throw new IllegalArgumentException("layer '" + vertex.getVertexName() + "' ("
                + layer.getClass().getSimpleName()
                + ") cannot take rows that differ in length; use convolutions of stride 1, batch norm, activations and a"
                + " global average pool, or rows of one length");
    }

    private static boolean isZeroAtZero(ActivationLayer layer) {
        return switch (layer.getActivationFn().toString().toLowerCase(java.util.Locale.ROOT)) {
            case "relu", "identity", "tanh", "gelu" -> true;
            default -> false;
        };
    }

    /** Returns the input with zeros on the padding; the caller's array is not changed. */
    INDArray clearedInput(GraphVertex input, INDArray values, LayerWorkspaceMgr memory) {
        RowPositions places = positions[input.getVertexIndex()];
        if (places == null) {
            return values;
        }
        INDArray cleared = memory.dup(ArrayType.ACTIVATIONS, values, 'c');
        places.requireFits(cleared, input.getVertexName());
        places.clear(cleared);
        return cleared;
    }

    /** Runs a vertex forward. */
    INDArray forward(GraphVertex vertex, boolean training, LayerWorkspaceMgr memory) {
        Rule rule = rules[vertex.getVertexIndex()];
        if (rule == Rule.NONE || rule == Rule.HAND_ON) {
            return vertex.doForward(training, memory);
        }
        RowPositions places = incoming(vertex);
        if (rule == Rule.CLEAR) {
            INDArray result = dense(vertex.doForward(training, memory), ArrayType.ACTIVATIONS, memory);
            places.requireFits(result, vertex.getVertexName());
            places.clear(result);
            return result;
        }
        INDArray images = dense(vertex.getInputs()[0], ArrayType.ACTIVATIONS, memory);
        places.requireFits(images, vertex.getVertexName());
        if (rule == Rule.AVERAGE) {
            INDArray means = create(memory, ArrayType.ACTIVATIONS, images, images.size(0), images.size(3));
            places.average(images, means);
            return means;
        }
        INDArray packed = packed(places, images, ArrayType.ACTIVATIONS, memory);
        vertex.setInput(0, packed, memory);
        INDArray result = vertex.doForward(training, memory);
        INDArray whole = create(
                memory, ArrayType.ACTIVATIONS, images, images.size(0), images.size(1), images.size(2), result.size(3));
        places.scatter(dense(result, ArrayType.ACTIVATIONS, memory), whole);
        return whole;
    }

    /** Runs a vertex backward and returns the gradients at its inputs. */
    INDArray[] backward(GraphVertex vertex, INDArray epsilon, LayerWorkspaceMgr memory) {
        Rule rule = rules[vertex.getVertexIndex()];
        RowPositions places = rule == Rule.NONE ? null : incoming(vertex);
        switch (rule) {
            case CLEAR -> {
                INDArray cleared = memory.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
                places.clear(cleared);
                return run(vertex, cleared, memory);
            }
            case AVERAGE -> {
                INDArray images = vertex.getInputs()[0];
                INDArray spread = create(memory, ArrayType.ACTIVATION_GRAD, images, images.shape());
                places.spread(epsilon, spread);
                return new INDArray[] {spread};
            }
            case PACK -> {
                INDArray dense = dense(epsilon, ArrayType.ACTIVATION_GRAD, memory);
                INDArray down = run(vertex, packed(places, dense, ArrayType.ACTIVATION_GRAD, memory), memory)[0];
                INDArray whole = create(memory, ArrayType.ACTIVATION_GRAD, dense, dense.shape());
                places.scatter(dense(down, ArrayType.ACTIVATION_GRAD, memory), whole);
                return new INDArray[] {whole};
            }
            default -> {
                return run(vertex, epsilon, memory);
            }
        }
    }

    private static INDArray[] run(GraphVertex vertex, INDArray epsilon, LayerWorkspaceMgr memory) {
        vertex.setEpsilon(epsilon);
        return vertex.doBackward(false, memory).getSecond();
    }

    /** Sets the gradient at an input to zero on the padding, which is not part of the input. */
    void clearInputGradient(GraphVertex input, INDArray gradient) {
        RowPositions places = positions[input.getVertexIndex()];
        if (places != null && gradient.rank() == 4) {
            places.clear(gradient);
        }
    }

    /** The masks of the outputs that still have one, by name. */
    Map<String, INDArray> outputMasks() {
        Map<String, INDArray> masks = new LinkedHashMap<>();
        for (GraphVertex vertex : vertices) {
            RowPositions places = positions[vertex.getVertexIndex()];
            if (vertex.isOutputVertex() && places != null) {
                masks.put(vertex.getVertexName(), places.mask());
            }
        }
        return masks;
    }

    private static INDArray packed(RowPositions places, INDArray images, ArrayType type, LayerWorkspaceMgr memory) {
        INDArray packed = create(memory, type, images, 1, 1, (long) places.valid() * images.size(1), images.size(3));
        places.gather(images, packed);
        return packed;
    }

    private static INDArray create(LayerWorkspaceMgr memory, ArrayType type, INDArray like, long... shape) {
        return memory.createUninitialized(type, like.dataType(), shape, 'c');
    }

    private static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr memory) {
        boolean plain = array.ordering() == 'c'
                && !array.isView()
                && array.stride(array.rank() - 1) == 1
                && array.length() == array.data().length();
        return plain ? array : memory.dup(type, array, 'c');
    }
}
