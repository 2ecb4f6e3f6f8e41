package io.ssl4j.cli.option;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;

/**
 * Everything that a run is asked to do. It is written next to the run's results as {@code run.yaml}, in full: enough to
 * resume
 * the run, to evaluate its encoder on the same split, and to run it again with {@code --config}.
 */
public final class RunSettings {

    @Mixin
    private final DataOptions data;

    @Mixin
    private final SplitOptions split;

    @Mixin
    private final TrainingOptions training;

    @Mixin
    private final WatchOptions watch;

    /** The defaults. */
    public RunSettings() {
        this(new DataOptions(), new SplitOptions(), new TrainingOptions(), new WatchOptions());
    }

    /** Settings from their parts. */
    public RunSettings(DataOptions data, SplitOptions split, TrainingOptions training, WatchOptions watch) {
        this.data = data;
        this.split = split;
        this.training = training;
        this.watch = watch;
    }

    /** Which samples. */
    public DataOptions data() {
        return data;
    }

    /** How they are cut. */
    public SplitOptions split() {
        return split;
    }

    /** How they are learned from. */
    public TrainingOptions training() {
        return training;
    }

    /** The options of logging, saving and watching. */
    public WatchOptions watch() {
        return watch;
    }

    /**
     * The modality of the samples: as given, as the encoder of {@code --init} takes them, or as the data looks.
     */
    public Modality<?> modality() {
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
    public void check() {
        Modality<?> modality = modality();
        data.check(modality);
        split.check();
        training.check(modality);
        watch.check();
    }

    /** Puts values in place of everything that is left to a default, so that other defaults would change nothing. */
    public void resolve() {
        Modality<?> modality = modality();
        data.resolve(modality);
        training.resolve(modality);
    }

    /** All settings as text, by key: "epochs", "set.temperature". */
    public Map<String, String> texts() {
        return RunFile.texts(this);
    }

    /** Writes all settings; the file appears whole or not at all. */
    public void write(Path file) throws IOException {
        RunFile.write(file, this);
    }

    /** @throws IOException if the file is not what {@link #write} wrote */
    public static RunSettings read(Path file) throws IOException {
        return RunFile.read(file);
    }
}
