package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checks whether a network takes the rows of an input, and of what shape its output is. */
final class InputProbe {

    private InputProbe() {}

    /**
     * Returns D of a network whose output is {@code [n, D]}.
     *
     * @throws IllegalArgumentException if it does not take the rows, or its output has another shape
     */
    static int representationSize(Network network, EncoderInput<?> input) {
        INDArray output;
        try {
            output = infer(network, input.rows());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the network does not accept the rows of its input, " + input + advice(network, input) + ": "
                            + e.getMessage(),
                    e);
        }
        if (output.rank() != 2) {
            throw new IllegalArgumentException("a representation is [n, D], but output '"
                    + network.outputNames().get(0) + "' gives " + Arrays.toString(output.shape())
                    + "; name a vertex after a global pool or a dense layer");
        }
        return (int) output.size(1);
    }

    private static <T> String advice(Network network, EncoderInput<T> input) {
        return input.remedy(other -> {
                    try {
                        infer(network, other.rows());
                        return true;
                    } catch (RuntimeException e) {
                        return false;
                    }
                })
                .map(remedy -> ", " + remedy)
                .orElse("");
    }

    private static INDArray infer(Network network, List<ViewSpec> rows) {
        Map<String, Rows> zeros = new LinkedHashMap<>();
        for (ViewSpec spec : rows) {
            INDArray values = Nd4j.zeros(DataType.FLOAT, spec.arrayShape(1));
            zeros.put(
                    spec.name(),
                    spec.masked()
                            ? Rows.masked(values, Nd4j.ones(DataType.FLOAT, 1, spec.maskLength()))
                            : Rows.of(values));
        }
        return network.infer(named(network, rows, zeros))
                .get(network.outputNames().get(0));
    }

    /**
     * Returns rows under the names of the network's inputs, in its data type; a network with one input takes the only
     * row.
     *
     * @throws IllegalArgumentException if the names do not match
     */
    static Map<String, Rows> named(Network network, List<ViewSpec> specs, Map<String, Rows> rows) {
        List<String> names = network.inputNames();
        boolean only = names.size() == 1 && specs.size() == 1;
        Map<String, Rows> named = new LinkedHashMap<>();
        for (String name : names) {
            Rows given = rows.get(only ? specs.get(0).name() : name);
            if (given == null) {
                throw new IllegalArgumentException(
                        "an encoder's input must have one row for each input of its network, " + names
                                + ", got the rows " + rows.keySet());
            }
            DataType type = network.parameters().values().dataType();
            named.put(name, given.withValues(given.values().castTo(type)));
        }
        return named;
    }
}
