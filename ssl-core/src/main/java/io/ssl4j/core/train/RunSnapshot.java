package io.ssl4j.core.train;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes a run into a container and reads its position back. */
final class RunSnapshot {

    static final String LIBRARY_VERSION = "library/version";

    private RunSnapshot() {}

    /** Settings, position and live state. */
    static void write(OutputStream stream, RunSettings settings, RunPosition position, LiveState state)
            throws IOException {
        CheckpointWriter writer = new CheckpointWriter(stream);
        String version = RunSnapshot.class.getPackage().getImplementationVersion();
        writer.text(LIBRARY_VERSION, version == null ? "unknown" : version);
        for (Map.Entry<String, String> setting : settings.values().entrySet()) {
            writer.text(RunSettings.PREFIX + setting.getKey(), setting.getValue());
        }
        writer.text("position/step", Long.toString(position.step()));
        writer.text("position/epoch", Integer.toString(position.epoch()));
        writer.text("position/batch", Long.toString(position.batch()));
        writer.text("position/epochBegun", Boolean.toString(position.epochBegun()));
        writer.text("position/lossSum", Double.toString(position.lossSum()));
        writer.text("position/seconds", Double.toString(position.seconds()));
        writer.text("position/stepSeconds", Double.toString(position.stepSeconds()));
        StringBuilder losses = new StringBuilder();
        position.epochLosses().forEach(loss -> losses.append(loss).append('\n'));
        writer.text("position/epochLosses", losses.toString());
        for (Map.Entry<String, String> text : state.texts().entrySet()) {
            writer.text(text.getKey(), text.getValue());
        }
        for (Map.Entry<String, INDArray> array : state.arrays().entrySet()) {
            writer.array(array.getKey(), array.getValue());
        }
        writer.finish();
    }

    static RunPosition position(CheckpointFile file) {
        try {
            List<Double> losses = new ArrayList<>();
            file.text("position/epochLosses").lines().forEach(line -> losses.add(Double.valueOf(line)));
            return new RunPosition(
                    Long.parseLong(file.text("position/step")),
                    Integer.parseInt(file.text("position/epoch")),
                    Long.parseLong(file.text("position/batch")),
                    Boolean.parseBoolean(file.text("position/epochBegun")),
                    Double.parseDouble(file.text("position/lossSum")),
                    losses,
                    Double.parseDouble(file.text("position/seconds")),
                    Double.parseDouble(file.text("position/stepSeconds")));
        } catch (NumberFormatException e) {
            throw new CheckpointFormatException(
                    file.path(), "a number of its position is broken: " + e.getMessage(), "use another checkpoint", e);
        }
    }
}
