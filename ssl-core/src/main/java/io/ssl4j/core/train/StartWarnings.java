package io.ssl4j.core.train;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.train.event.RunWarnings;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Finds what is not as a user may expect it, when a run starts. */
final class StartWarnings {

    private StartWarnings() {}

    /** Adds settings of encoders that are not used, and slow layers. */
    static void ofEncoders(SslMethod<?> method, RunWarnings warnings) {
        for (Encoder<?> encoder : method.encoders().values()) {
            encoder.remarks().forEach(warnings::add);
            boolean graph = encoder.network() instanceof GraphNetwork
                    && encoder.network().parameters().values().dataType() == DataType.FLOAT;
            LayerPaths paths = graph ? LayerPaths.current() : null;
            if (graph && paths.allowed() == ExecutionPath.ONEDNN) {
                paths.reason().ifPresent(why -> warnings.add("layers run without oneDNN, many times slower: " + why));
            }
        }
    }

    /** Adds networks that stay frozen because the run is too short. */
    static void ofFrozen(List<ParameterGroup> groups, long steps, RunWarnings warnings) {
        for (ParameterGroup group : groups) {
            if (group.frozenUntilStep() >= steps) {
                warnings.add("network '" + group.network().name()
                        + "' stays as it is throughout the run: it is frozen for " + group.frozenUntilStep()
                        + " steps, and the run has " + steps + "; train for longer, or freeze it for fewer epochs");
            }
        }
    }
}
