package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointWriter;
import io.ssl4j.core.checkpoint.RunPosition;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the state of a run into a checkpoint. */
final class RunSnapshot {

    private RunSnapshot() {}

    /** Writes settings, what the run is fed, position and live state. */
    static void write(
            OutputStream stream, ResumeSettings settings, RunData<?> data, RunPosition position, LiveState state)
            throws IOException {
        CheckpointWriter writer = new CheckpointWriter(stream);
        String version = RunSnapshot.class.getPackage().getImplementationVersion();
        writer.text(Checkpoint.LIBRARY_VERSION, version == null ? "unknown" : version);
        for (Map.Entry<String, String> setting : settings.values().entrySet()) {
            writer.text(Checkpoint.SETTINGS + setting.getKey(), setting.getValue());
        }
        for (Map.Entry<String, String> text : data.texts().entrySet()) {
            writer.text(text.getKey(), text.getValue());
        }
        position.write(writer);
        for (Map.Entry<String, String> text : state.texts().entrySet()) {
            writer.text(text.getKey(), text.getValue());
        }
        for (Map.Entry<String, INDArray> array : state.arrays().entrySet()) {
            writer.array(array.getKey(), array.getValue());
        }
        writer.finish();
    }
}
