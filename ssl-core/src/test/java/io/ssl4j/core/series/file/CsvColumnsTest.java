package io.ssl4j.core.series.file;

import static io.ssl4j.core.series.file.Texts.series;
import static io.ssl4j.core.series.file.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files with a column per channel. */
class CsvColumnsTest {

    private static final CsvColumns TIMED = CsvColumns.headed().withTime("t");

    @TempDir
    Path folder;

    private Path file(String text) {
        return write(folder, "a.csv", text);
    }

    private static void refused(Path file, CsvColumns options, String problem) {
        assertThatThrownBy(() -> SeriesCsv.read(file, options))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @Test
    void columnsAreChannels() {
        SeriesDataset data = SeriesCsv.read(file("x,y\n1,4\n2,5\n\n3,6"), CsvColumns.headed());
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.get(0)).isEqualTo(Series.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}));
        assertThat(data.name(0)).isEqualTo("a.csv");
        byte[] content = "7\n8\n".getBytes(StandardCharsets.UTF_8);
        assertThat(SeriesCsv.read(write(folder, "b.csv.gz", Texts.gzip(content)), CsvColumns.headless())
                        .get(0))
                .isEqualTo(series(7, 8));
    }

    @Test
    void channelsAreTakenInTheOrderAsked() {
        Path file = file("t;note;x;y\n0;\"a;\nb\";1;4\n1;b;2;5\n");
        CsvColumns options = TIMED.withDelimiter(';');
        assertThat(SeriesCsv.read(file, options.withChannels("y", "x")).get(0))
                .isEqualTo(Series.of(new float[] {4, 5}, new float[] {1, 2}));
        assertThat(SeriesCsv.read(file, options.withChannels(2)).get(0)).isEqualTo(series(1, 2));
        refused(file, options, "line 2: field 2 must be a number or missing (empty, ?, NaN, NA or null), got 'a;");
    }

    @Test
    void aColumnOfTextIsNoChannel() {
        refused(
                file("x,y\nwest,1\n"),
                CsvColumns.headed(),
                "line 2: field 1 must be a number or missing (empty, ?, NaN, NA or null), got 'west'; of a column that"
                        + " is no channel say what it is (withTime, withSeries, withLabel), or name the channels"
                        + " (withChannels)");
    }

    @Test
    void rowsOfOneIdAreOneSeries() {
        Path file = file("id,t,x,class\nm2,5,1,up\nm1,0,10,down\nm2,6,2,up\nm2,7,3,up\nm1,9,20,down\n");
        CsvColumns options = TIMED.withSeries("id").withLabel("class");
        LabeledSeriesDataset data = SeriesCsv.readLabeled(file, options);
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.name(0)).isEqualTo("m2");
        assertThat(data.get(0)).isEqualTo(series(1, 2, 3));
        assertThat(data.get(1)).isEqualTo(series(10, 20));
        assertThat(data.classNames()).containsExactly("down", "up");
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(SeriesCsv.read(file, options).get(1)).isEqualTo(series(10, 20));
        assertThatThrownBy(() -> SeriesCsv.readLabeled(
                        file("id,x,class\na,1,u\nb,2,v\na,3,v\n"),
                        CsvColumns.headed().withSeries(0).withLabel(2)))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + ": line 4: all rows of a series must have the same class, but in a 'v' follows 'u';"
                        + " say which column tells series apart (withSeries)");
        assertThatThrownBy(() -> SeriesCsv.readLabeled(
                        file("x,class\n1,\n"), CsvColumns.headed().withLabel("class")))
                .hasMessage(file + ": line 2: every row must have a class, but this one of a.csv has an empty label");
        refused(
                file("id,x\n,1\n"),
                CsvColumns.headed().withSeries("id"),
                "line 2: the column of the series must not be empty, but field 1 is");
    }

    @Test
    void missingValuesAreRefusedOrInterpolated() {
        Path file = file("id,x,y\na,1,1\na,,2\na,?,NA\na,7,null\n");
        CsvColumns options = CsvColumns.headed().withSeries("id");
        refused(
                file,
                options,
                "line 3: a series must have all its values, but that of series a, channel 0, time 1 is"
                        + " missing; read with MissingValues.INTERPOLATE");
        assertThat(SeriesCsv.read(file, options.withMissing(MissingValues.INTERPOLATE))
                        .get(0))
                .isEqualTo(Series.of(new float[] {1, 3, 5, 7}, new float[] {1, 2, 2, 2}));
        refused(
                file("x,y\n1,\n2,\n"),
                CsvColumns.headed().withMissing(MissingValues.INTERPOLATE),
                "a channel must have a value to interpolate from, but all of channel 1 of a.csv are missing;");
    }

    @Test
    void timesMustIncrease() {
        refused(
                file("t,x\n1,0\n2,0\n2,0\n"),
                TIMED,
                "line 4: times must increase within a series, but in a.csv 2.0"
                        + " follows 2.0; sort the rows, say which column tells series apart (withSeries),"
                        + " or leave the times out and name the channels (withChannels)");
        refused(
                file("t,x\n2014-04-01 00:05:00,0\n2014-04-01T00:00:00Z,0\n"),
                TIMED,
                "line 3: times must increase within a"
                        + " series, but in a.csv 2014-04-01T00:00 follows 2014-04-01T00:05;");
        refused(
                file("t,x\nnow,0\n"),
                TIMED,
                "line 2: a time must be a number or a date and time such as 2024-05-31"
                        + " 23:59:00, got 'now' in field 1;");
        assertThat(SeriesCsv.read(file("t,x\n1,5\n2,6\n9,7\n"), TIMED).get(0)).isEqualTo(series(5, 6, 7));
    }

    @Test
    void gapsAreRefusedWhereTimesMustBeEven() {
        CsvColumns even = TIMED.withSpacing(TimeSpacing.EVEN);
        assertThat(SeriesCsv.read(file("t,x\n0.00,5\n0.33,6\n0.67,7\n1.00,8\n"), even)
                        .get(0))
                .isEqualTo(series(5, 6, 7, 8));
        refused(
                file("t,x\n0,5\n1,6\n3,7\n"),
                even,
                "line 4: times must be one step apart (a step is 1.0), but in a.csv 3.0"
                        + " is 2.0 after 1.0; use TimeSpacing.FILL_GAPS to fill in missing steps, say what a step is"
                        + " (withStep), or resample the series");
        refused(
                file("t,x\n2014-04-01 00:00:00,0\n2014-04-01 00:10:00,1\n"),
                even.withStep(300),
                "line 3: times must be one step apart (a step is 300.0 seconds), but in a.csv 2014-04-01T00:10 is 600.0"
                        + " seconds after 2014-04-01T00:00;");
    }

    @Test
    void gapsAreFilledWhereAsked() {
        CsvColumns fill = TIMED.withSpacing(TimeSpacing.FILL_GAPS);
        assertThat(SeriesCsv.read(file("t,x,y\n0,0,3\n1,1,2\n4,7,8\n5,8,9\n"), fill)
                        .get(0))
                .isEqualTo(Series.of(new float[] {0, 1, 3, 5, 7, 8}, new float[] {3, 2, 4, 6, 8, 9}));
        assertThat(SeriesCsv.read(
                                file("id,t,x\na,2014-04-01,1\nb,2014-04-03,5\na,2014-04-03,3\n"),
                                fill.withSeries("id").withStep(86_400))
                        .get(0))
                .isEqualTo(series(1, 2, 3));
        refused(
                file("t,x\n0,0\n1,1\n2.5,7\n"),
                fill,
                "line 4: times must be a whole number of steps apart (a step is 1.0),"
                        + " but in a.csv 2.5 is 1.5 after 1.0; say what a step is (withStep)");
        refused(
                file("t,x\n0,0\n1,1\n1000000,7\n"),
                fill,
                "at most half of a series may be filled in, but in a.csv 999998" + " of 1000001 steps are missing;");
        refused(file("t,x\n0,0\n1,1\n1e300,7\n"), fill, "line 4: times must be a whole number of steps apart");
    }

    @Test
    void raggedAndEmptyFilesAreRefused() {
        refused(
                file("x,y\n1,2\n3\n"),
                CsvColumns.headed(),
                "line 3: there must be 2 fields as in the first line, got 1;");
        refused(
                file("x,y\n"),
                CsvColumns.headed(),
                "the file must hold at least one time step, got none after the header");
        refused(file(""), CsvColumns.headed(), "the file must hold at least one series, but is empty");
        refused(
                file("x,y\n1,2\n"),
                CsvColumns.headless(),
                "line 1: field 1 must be a number or missing (empty, ?, NaN, NA"
                        + " or null), got 'x'; if the first line names the columns, use headed()");
        refused(file("t\n1\n"), TIMED, "line 1: there must be at least one column of values beside those of the time");
        refused(
                file("x,x\n1,2\n"),
                CsvColumns.headed().withChannels("x"),
                "line 1: there must be one column 'x', got several" + " among ['x', 'x']");
        refused(
                file("1,2\n"),
                CsvColumns.headless().withTime(2),
                "line 1: there must be a column 2, counted from 0, but the" + " line has 2 fields");
    }

    @Test
    void optionsThatContradictOneAnotherAreRefused() {
        assertThatThrownBy(() -> CsvColumns.headed().withSpacing(TimeSpacing.EVEN))
                .hasMessage("the spacing of times can be checked only where a column has them, got EVEN without a time"
                        + " column; use withTime");
        assertThatThrownBy(() -> TIMED.withStep(-1))
                .hasMessage("the step between times must be finite and above 0, got -1.0");
        Path file = file("t,x\n1,2\n");
        assertThatThrownBy(() -> SeriesCsv.read(file, TIMED.withChannels("t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a column can have one meaning, but column 't' is given two among time, series, label and"
                        + " channels");
        assertThatThrownBy(() -> CsvColumn.at(-1)).hasMessage("columns are counted from 0, got -1");
    }
}
