package io.ssl4j.core.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The common parts of passes over graphs: outputs by name, checks, and single use. */
abstract class AbstractGraphPass implements Pass {

    private final GraphNetwork network;
    private final Map<String, INDArray> outputs = new LinkedHashMap<>();
    private final Map<String, INDArray> masks = new LinkedHashMap<>();
    private boolean closed;
    private boolean tracked;

    AbstractGraphPass(GraphNetwork network) {
        this.network = network;
    }

    abstract Map<String, INDArray> runBackward(Map<String, INDArray> gradients);

    abstract void release();

    /** Adds the deltas of running statistics that this pass measured in forward. */
    abstract void addStatisticsTo(StatisticDeltas sum);

    /** Moves the running statistics of a pass that only runs forward. */
    final void trackStatistics() {
        tracked = true;
        StatisticDeltas deltas = new StatisticDeltas(network.parameters());
        addStatisticsTo(deltas);
        deltas.apply();
    }

    final GraphNetwork network() {
        return network;
    }

    final void putOutput(String name, INDArray array) {
        outputs.put(name, array);
    }

    final void putMasks(Map<String, INDArray> outputMasks) {
        masks.putAll(outputMasks);
    }

    @Override
    public Optional<INDArray> mask() {
        output();
        return masks.values().stream().findFirst();
    }

    @Override
    public INDArray output() {
        if (outputs.size() != 1) {
            throw new IllegalStateException(
                    "network '" + network.name() + "' has the outputs " + outputs.keySet() + "; ask for one by name");
        }
        return outputs.values().iterator().next();
    }

    @Override
    public INDArray output(String name) {
        INDArray output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException(
                    "network '" + network.name() + "' has the outputs " + outputs.keySet() + ", not '" + name + "'");
        }
        return output;
    }

    @Override
    public INDArray backward(INDArray gradient) {
        output();
        Map<String, INDArray> down = backward(Map.of(outputs.keySet().iterator().next(), gradient));
        return down.size() == 1 ? down.values().iterator().next() : Nd4j.empty(gradient.dataType());
    }

    @Override
    public Map<String, INDArray> backward(Map<String, INDArray> gradients) {
        if (tracked) {
            throw new IllegalStateException("this pass through network '" + network.name()
                    + "' only runs forward, since its mode moves the running statistics (withTrackedStatistics); run"
                    + " forward in another mode");
        }
        if (closed) {
            throw new IllegalStateException("this pass through network '" + network.name()
                    + "' was closed or run backward before; run forward again");
        }
        for (Map.Entry<String, INDArray> entry : gradients.entrySet()) {
            INDArray output = output(entry.getKey());
            if (!Arrays.equals(output.shape(), entry.getValue().shape())) {
                throw new IllegalArgumentException("the gradient at output '" + entry.getKey() + "' of network '"
                        + network.name() + "' must have the output's shape " + Arrays.toString(output.shape())
                        + ", got " + Arrays.toString(entry.getValue().shape()));
            }
        }
        try {
            Map<String, INDArray> down = runBackward(gradients);
            return network.givesInputGradient() ? down : Map.of();
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }
}
