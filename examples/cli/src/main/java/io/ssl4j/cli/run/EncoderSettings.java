package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.SplitPlan;
import io.ssl4j.cli.option.TrainingOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.option.WatchOptions;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.Modality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Data and split of a command that is given an encoder: those of the options or, without {@code --data}, those of the
 * encoder's own run.
 *
 * @param settings data and split
 * @param ofRun whether they are those of the run
 * @param folder the folder that the encoder's file is in
 */
public record EncoderSettings(RunSettings settings, boolean ofRun, RunFolder folder) {

    /**
     * Finds them.
     *
     * @param spec a command that has the options as its mixins "data" and "split"
     */
    public static EncoderSettings of(CommandSpec spec, Path encoder, DataOptions data, SplitOptions split)
            throws IOException {
        RunFolder folder = new RunFolder(encoder.toAbsolutePath().getParent());
        Path near = folder.settings();
        if (data.path == null && Files.exists(near)) {
            Usage.refuseOthers(
                    spec,
                    ownOptions(spec),
                    "without --data, data and split come from " + near + ", and no other options can be given");
            return new EncoderSettings(RunSettings.read(near), true, folder);
        }
        RunSettings given = new RunSettings(data, split, new TrainingOptions(), new WatchOptions());
        Usage.check(spec, given::check);
        return new EncoderSettings(given, false, folder);
    }

    /** The options of a command that have nothing to do with data and split. */
    private static Set<String> ownOptions(CommandSpec spec) {
        Set<String> own = new HashSet<>(spec.optionsMap().keySet());
        for (String mixin : List.of("data", "split")) {
            own.removeAll(spec.mixins().get(mixin).optionsMap().keySet());
        }
        return own;
    }

    /**
     * Opens the data: as the encoder's run read it, to be {@linkplain OpenData#fitted fitted} to the encoder, or in the
     * encoder's size and colours.
     */
    public <T> OpenData<T> open(CommandSpec spec, Modality<T> modality, Encoder<T> encoder) throws IOException {
        if (ofRun) {
            return settings.data().open(modality);
        }
        Usage.check(spec, () -> settings.data().check(modality, encoder));
        return settings.data().open(modality, encoder);
    }

    /**
     * Returns which samples are in which part: as the run recorded it at its start, or as the options say.
     *
     * @param opened as {@link #open} returned it, not fitted: a run recorded what it read
     * @param acceptChanged whether data of a run that has changed is used as far as it is still there
     * @param out for what has changed
     */
    public SplitPlan plan(OpenData<?> opened, boolean acceptChanged, PrintWriter out) throws IOException {
        return ofRun
                ? RecordedSplit.of(folder, settings, opened.source(), acceptChanged, out)
                : settings.split().plan(opened.source());
    }
}
