package io.ssl4j.examples.cli;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;

/**
 * Everything that a run is asked to do. It is written beside the run's results as {@code run.yaml}, in full: enough to resume
 * the run, to evaluate its encoder on the same split, and to run it again with {@code --config}.
 */
final class RunSettings {

    @Mixin
    private final DataOptions data;

    @Mixin
    private final SplitOptions split;

    @Mixin
    private final TrainingOptions training;

    @Mixin
    private final WatchOptions watch;

    /** The defaults. */
    RunSettings() {
        this(new DataOptions(), new SplitOptions(), new TrainingOptions(), new WatchOptions());
    }

    RunSettings(DataOptions data, SplitOptions split, TrainingOptions training, WatchOptions watch) {
        this.data = data;
        this.split = split;
        this.training = training;
        this.watch = watch;
    }

    DataOptions data() {
        return data;
    }

    SplitOptions split() {
        return split;
    }

    TrainingOptions training() {
        return training;
    }

    WatchOptions watch() {
        return watch;
    }

    /** What the samples are: as it is given, as the encoder that the run goes on from takes them, or as the data looks. */
    Modality<?> modality() {
        if (data.modality == null && training.init != null) {
            try {
                return Modalities.of(Encoder.load(training.init));
            } catch (IOException e) {
                // Said when the run begins: settings can be checked without the file.
                return data.modality();
            }
        }
        return data.modality();
    }

    /** Refuses values that could not work, before anything is read or written. */
    void check() {
        Modality<?> modality = modality();
        data.check(modality);
        split.check();
        training.check(modality);
        watch.check();
    }

    /** Puts values in place of everything that is left to a default, so that other defaults would change nothing. */
    void resolve() {
        Modality<?> modality = modality();
        data.resolve(modality);
        training.resolve(modality);
    }

    /** All settings as text, by key: "epochs", "set.temperature". */
    Map<String, String> texts() {
        return RunFile.texts(this);
    }

    void write(Path file) throws IOException {
        RunFile.write(file, this);
    }

    /** @throws IOException if the file is not what {@link #write} wrote */
    static RunSettings read(Path file) throws IOException {
        return RunFile.read(file);
    }
}
