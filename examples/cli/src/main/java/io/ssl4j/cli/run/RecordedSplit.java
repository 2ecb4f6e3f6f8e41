package io.ssl4j.cli.run;

import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SplitPlan;
import io.ssl4j.core.registry.DataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** The split that a run began with, for data that is, or is accepted as, that of its beginning. */
public final class RecordedSplit {

    private static final String ACCEPT = "--accept-changed-data";

    private RecordedSplit() {}

    /**
     * Compares the data with what a run recorded at its start.
     *
     * @param settings of the run
     * @param accept whether changed data is accepted, with a line that says what changed
     * @throws IllegalArgumentException if the data has changed, or nothing was recorded, and that is not accepted
     */
    public static SplitPlan of(
            RunFolder folder, RunSettings settings, DataSource<?> source, boolean accept, PrintWriter out)
            throws IOException {
        Optional<DataRecord> record = DataRecord.read(folder.data());
        if (record.isEmpty()) {
            String problem = "the run in " + folder.folder()
                    + " does not say which samples it learned from: there is no " + folder.data();
            require(
                    accept,
                    problem + "; begin it again, or add " + ACCEPT + " to draw the split anew, which may test on"
                            + " samples that it learned from");
            out.println("warning: " + problem + "; the split is drawn anew");
            return settings.split().plan(source);
        }
        String samples = settings.modality().samples();
        Optional<String> difference = record.get().difference(source, samples);
        if (difference.isPresent()) {
            String problem = "the data in " + settings.data().name() + " has changed since the run in "
                    + folder.folder() + " began: " + difference.get();
            require(
                    accept,
                    problem + "; bring it back, or add " + ACCEPT + ": each of the " + samples
                            + " then stays in its part, what is gone is left out, and what is new is not used");
            out.println("warning: " + problem);
        }
        return record.get().plan(source);
    }

    private static void require(boolean accept, String problem) {
        if (!accept) {
            throw new IllegalArgumentException(problem);
        }
    }
}
