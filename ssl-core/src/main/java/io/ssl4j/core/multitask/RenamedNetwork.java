package io.ssl4j.core.multitask;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same network under another name, where two methods call theirs alike. */
record RenamedNetwork(String name, Network network) implements Network {

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
    public Pass forward(Map<String, INDArray> inputs, PassMode mode) {
        return network.forward(inputs, mode);
    }

    @Override
    public Map<String, INDArray> infer(Map<String, INDArray> inputs) {
        return network.infer(inputs);
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
    public Network copy(String newName) {
        return network.copy(newName);
    }
}
