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
     * @param own the options of the command that have nothing to do with data and split
     */
    public static EncoderSettings of(
            CommandSpec spec, Path encoder, DataOptions data, SplitOptions split, Set<String> own) throws IOException {
        RunFolder folder = new RunFolder(encoder.toAbsolutePath().getParent());
        Path near = folder.settings();
        if (data.path == null && Files.exists(near)) {
            Usage.refuseOthers(
                    spec,
                    own,
                    "without --data, data and split come from " + near + ", and no other options can be given");
            return new EncoderSettings(RunSettings.read(near), true, folder);
        }
        RunSettings given = new RunSettings(data, split, new TrainingOptions(), new WatchOptions());
        Usage.check(spec, given::check);
        return new EncoderSettings(given, false, folder);
    }

    /** Opens the data as the encoder takes it: as its run read it, or in its size and colours. */
    public <T> OpenData<T> open(CommandSpec spec, Modality<T> modality, Encoder<T> encoder) throws IOException {
        if (ofRun) {
            return settings.data().open(modality).fitted(encoder);
        }
        Usage.check(spec, () -> settings.data().check(modality, encoder));
        return settings.data().open(modality, encoder);
    }

    /**
     * Returns which samples are in which part: as the run recorded it at its start, or as the options say.
     *
     * @param acceptChanged whether data of a run that has changed is used as far as it is still there
     * @param out for what has changed
     */
    public SplitPlan plan(Modality<?> modality, OpenData<?> opened, boolean acceptChanged, PrintWriter out)
            throws IOException {
        if (!ofRun) {
            return settings.split().plan(opened.source());
        }
        // As the run recorded it: before it is fitted to the encoder.
        return RecordedSplit.of(folder, settings, settings.data().open(modality).source(), acceptChanged, out);
    }
}
