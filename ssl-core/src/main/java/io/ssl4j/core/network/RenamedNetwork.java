package io.ssl4j.core.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network under another name, sharing its parameters. */
public record RenamedNetwork(String name, Network network) implements Network {

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public List<String> inputNames() {
        return network.inputNames();
    }

    @Override
    public List<String> outputNames() {
        return network.outputNames();
    }

    @Override
    public Pass forward(Map<String, Rows> inputs, PassMode mode) {
        return network.forward(inputs, mode);
    }

    @Override
    public Map<String, INDArray> infer(Map<String, Rows> inputs) {
        return network.infer(inputs);
    }

    @Override
    public boolean givesInputGradient() {
        return network.givesInputGradient();
    }

    @Override
    public Optional<String> batchDependence() {
        return network.batchDependence();
    }

    @Override
    public Optional<String> obstacle(PassMode mode) {
        return network.obstacle(mode);
    }

    @Override
    public String passes() {
        return network.passes();
    }

    @Override
    public Network copy(String newName) {
        return network.copy(newName);
    }
}
