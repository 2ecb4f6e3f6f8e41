package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.file.text.Separators;
import io.ssl4j.core.series.file.text.Shown;
import io.ssl4j.core.series.file.text.TextFields;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads text with one column per channel in two passes: the first finds the series and counts their steps, the second
 * fills arrays of that size.
 */
final class ColumnReader {

    private static final String NO_CHANNEL = "of a column that is no channel say what it is (withTime, withSeries,"
            + " withLabel), or name the channels (withChannels)";

    private final Path file;
    private final CsvColumns options;
    private final boolean labeled;
    private final Recordings recordings = new Recordings();
    private final CsvTimes times = new CsvTimes();
    private ColumnRoles roles;

    private ColumnReader(Path file, CsvColumns options, boolean labeled) {
        this.file = file;
        this.options = options;
        this.labeled = labeled;
    }

    static ReadSeries read(Path file, CsvColumns options, boolean labeled) {
        ColumnReader reader = new ColumnReader(file, options, labeled);
        reader.pass(false);
        reader.allocate();
        reader.pass(true);
        return reader.result();
    }

    private void pass(boolean filling) {
        try (TextFields in = TextFields.open(file, Separators.csv(options.delimiter()))) {
            CsvHeader header = CsvHeader.read(in, options.header());
            roles = roles == null ? roles(header) : roles;
            if (options.header() && !in.nextLine()) {
                throw new DatasetFormatException(
                        file, -1, "the file must hold at least one time step, got none after the header");
            }
            in.setHint(options.header() ? NO_CHANNEL : "if the first line names the columns, use headed()");
            recordings.all().forEach(Recording::begin);
            if (filling) {
                fill(in);
            } else {
                count(in);
            }
        }
    }

    private ColumnRoles roles(CsvHeader header) {
        int columns = header.names().size();
        if (columns == 0) {
            try (TextFields first = TextFields.open(file, Separators.csv(options.delimiter()))) {
                for (first.nextLine(); first.nextField(); ) {
                    columns++;
                }
            }
        }
        return ColumnRoles.of(header, columns, options);
    }

    private Recording only() {
        return options.series().isPresent()
                ? null
                : recordings.named(file.getFileName().toString());
    }

    private void count(TextFields in) {
        Recording only = only();
        if (only != null && options.spacing() != TimeSpacing.FILL_GAPS) {
            long rows = 1;
            while (in.nextLine()) {
                rows++;
            }
            only.count(rows);
            return;
        }
        ColumnRow row = new ColumnRow(roles, recordings, times, only);
        do {
            row.read(in, false);
            row.recording().countStep(steps(row, in));
        } while (in.nextLine());
    }

    private int steps(ColumnRow row, TextFields in) {
        return options.time().isEmpty() ? 1 : row.recording().stepsTo(row.time(), options, times, in);
    }

    private void allocate() {
        long total = 0;
        for (Recording recording : recordings.all()) {
            long filled = recording.steps() - recording.rows();
            if (filled > recording.rows()) {
                throw new DatasetFormatException(
                        file,
                        -1,
                        "at most half of a series may be filled in, but in " + recording.name() + " " + filled + " of "
                                + recording.steps() + " steps are missing; say what a step is (withStep), or cut the"
                                + " series where it has a gap");
            }
            total += recording.steps() * roles.channels();
        }
        Heap.require(file, total);
        for (Recording recording : recordings.all()) {
            Heap.requireArray(file, recording.name(), recording.steps() * roles.channels());
            recording.allocate(roles.channels(), (int) recording.steps());
        }
    }

    private void fill(TextFields in) {
        ColumnRow row = new ColumnRow(roles, recordings, times, only());
        do {
            row.read(in, true);
            Recording recording = row.recording();
            int steps = steps(row, in);
            if (!recording.hasRoom(steps)) {
                throw changed();
            }
            if (options.missing() == MissingValues.REFUSE) {
                requireAll(in, row);
            }
            if (labeled) {
                requireLabel(in, row);
            }
            recording.add(row.values(), steps);
        } while (in.nextLine());
    }

    private static void requireLabel(TextFields in, ColumnRow row) {
        String name = row.recording().name();
        if (row.label().length == 0) {
            throw in.damaged("every row must have a class, but this one of " + name + " has an empty label");
        }
        if (!row.recording().hasLabel(row.label())) {
            throw in.damaged("all rows of a series must have the same class, but in " + name + " "
                    + Shown.of(new String(row.label(), StandardCharsets.UTF_8)) + " follows "
                    + Shown.of(row.recording().label()) + "; say which column tells series apart (withSeries)");
        }
    }

    private static void requireAll(TextFields in, ColumnRow row) {
        for (int c = 0; c < row.values().length; c++) {
            if (Float.isNaN(row.values()[c])) {
                throw in.damaged(Gaps.refusal(
                        "series " + row.recording().name(), c, row.recording().at()));
            }
        }
    }

    private DatasetFormatException changed() {
        return new DatasetFormatException(file, -1, "the file must not change while it is read; read it again");
    }

    private ReadSeries result() {
        ReadSeries read = new ReadSeries();
        for (Recording recording : recordings.all()) {
            if (!recording.isFull()) {
                throw changed();
            }
            recording.fillIn(roles.channels()).ifPresent(problem -> {
                throw new DatasetFormatException(file, -1, problem);
            });
            if (labeled) {
                read.addLabeled(recording.name(), recording.series(roles.channels()), recording.label());
            } else {
                read.add(recording.name(), recording.series(roles.channels()));
            }
        }
        return read;
    }
}
