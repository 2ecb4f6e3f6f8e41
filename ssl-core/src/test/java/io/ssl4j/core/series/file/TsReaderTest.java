package io.ssl4j.core.series.file;

import static io.ssl4j.core.series.file.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesSplit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The UEA archive's and sktime's {@code .ts} files. */
class TsReaderTest {

    private static final String HEADER = "# a comment\n@problemName Motions\n@timeStamps false\n@missing false\n"
            + "@univariate false\n@dimensions 2\n";

    @TempDir
    Path folder;

    private Path file(String text) {
        return write(folder, "M_TRAIN.ts", text);
    }

    @Test
    void dimensionsAreChannels() {
        LabeledSeriesDataset data = SeriesArchive.read(file(HEADER + "@equalLength true\n@seriesLength 3\n"
                + "@classLabel true Walking Resting\n@data\n1,2,3:4,5,6:Walking\n-1,-2.5,-3e0:7,8,9:Resting\n"));
        assertThat(data.get(0)).isEqualTo(Series.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}));
        assertThat(data.get(1)).isEqualTo(Series.of(new float[] {-1, -2.5f, -3}, new float[] {7, 8, 9}));
        assertThat(data.classNames()).containsExactly("Resting", "Walking");
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(data.name(1)).isEqualTo("M_TRAIN.ts:12");
    }

    @Test
    void lengthsMayDifferBetweenSeries() {
        LabeledSeriesDataset data = SeriesArchive.read(
                file(HEADER + "@equalLength false\n@classLabel true 1 2 3\n@data\n1,2:3,4:1.0\n5:6:3\n"));
        assertThat(data.get(1)).isEqualTo(Series.of(new float[] {5}, new float[] {6}));
        assertThat(data.classNames()).containsExactly("1", "2", "3");
        assertThat(data.labels()).containsExactly(0, 2);
    }

    @Test
    void missingValuesAreRefusedOrInterpolated() {
        Path file = file(HEADER + "@classLabel true a\n@data\n1,2,3:4,?,6:a\n");
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(
                        file + ": line 9: a series must have all its values, but that of series 0, channel 1, time 1"
                                + " is missing; read with MissingValues.INTERPOLATE, or leave the series out");
        assertThat(SeriesArchive.read(file, MissingValues.INTERPOLATE).get(0).channel(1))
                .containsExactly(4, 5, 6);
        Path none = file(HEADER + "@classLabel true a\n@data\n1,2,3:?,?,?:a\n");
        assertThatThrownBy(() -> SeriesArchive.read(none, MissingValues.INTERPOLATE))
                .hasMessage(none + ": line 9: a channel must have a value to interpolate from, but all of channel 1 of"
                        + " series 0 are missing; leave the channel or the series out");
    }

    @Test
    void seriesWithoutClassesAreReadAsSuch() {
        Path file = file("@univariate true\n@classLabel false\n@data\n1,2\n3\n");
        assertThat(SeriesArchive.readUnlabeled(file, MissingValues.REFUSE).get(0))
                .isEqualTo(Texts.series(1, 2));
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + ": a labelled data set needs '@classLabel true', got false;"
                        + " use SeriesArchive.readUnlabeled for series without classes");
    }

    @Test
    void aFolderWithSeveralFormatsIsReadAsTs() {
        String text = "@univariate true\n@classLabel true b a\n@data\n1,2:a\n";
        write(folder, "M_TRAIN.ts", text);
        write(folder, "M_TEST.ts", text);
        write(folder, "M_TRAIN.txt", "nothing");
        SeriesSplit split = SeriesArchive.readSplit(folder);
        assertThat(split.classNames()).containsExactly("a", "b");
        assertThat(split.onlyInTrain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2:3:a|line 9: all dimensions of a series must have the same length, but dimension 0 has 2 values and"
                        + " dimension 1 has 1; resample them, or read them as series of their own",
                "1,2:a|line 9: a series must have 2 dimensions as the header or the first series says, got 1",
                "1,2:3,4|line 9: a line must end with ':' and a class, got none after the values",
                "1,2:3,4:|line 9: a line must end with ':' and a class, got none after the values",
                "1,2:3,4:c|line 9: a class must be one that @classLabel lists, ['a', 'b'], got 'c'",
                "(0,1),(1,2):(0,3),(1,4):a|line 9: values with time stamps are not read, got '(0'; write evenly spaced",
                "1,x:3,4:a|line 9: field 2 must be a number or missing (empty, ?, NaN, NA or null), got 'x'",
                "a|line 9: a series must have 2 dimensions as the header or the first series says, got 0",
            })
    void damagedLinesAreNamed(String line, String problem) {
        Path file = file(HEADER + "@classLabel true a b\n@data\n" + line + "\n");
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@timeStamps true|line 1: series with time stamps are not read, got '@timeStamps true';",
                "@targetLabel true|line 1: targets that are numbers are not read, got '@targetLabel true';",
                "@dimensions x|line 1: '@dimensions' must be followed by a whole number, got 'x'",
                "@classLabel|line 1: '@classLabel' must be followed by true or false, got ''",
                "1,2,3|line 1: a line of the header must begin with @ or #, got '1,2,3'; the data begin after",
                "@data|line 1: the header of a .ts file must have a line @classLabel, got none before @data;",
                "@problemName x|line 2: the header of a .ts file must end with a line @data, but the file ends",
            })
    void damagedHeadersAreNamed(String header, String problem) {
        Path file = file(header + "\n");
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @Test
    void lengthsThatTheHeaderSaysWronglyAreRefused() {
        Path file =
                file("@univariate true\n@equalLength true\n@seriesLength 999999999\n@classLabel true a\n@data\n1:a\n");
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .hasMessage(
                        file + ": line 6: a series must have 999999999 values in each dimension as the header or the"
                                + " first series says, got 1; the line is damaged or the header is wrong");
        Path shorter = file("@univariate true\n@seriesLength 2\n@classLabel true a\n@data\n1:a\n");
        assertThatThrownBy(() -> SeriesArchive.read(shorter))
                .hasMessageStartingWith(shorter + ": line 5: a series must have 2 values in each dimension");
        Path none = file("@univariate true\n@classLabel true a\n@data\n");
        assertThatThrownBy(() -> SeriesArchive.read(none))
                .hasMessage(none + ": the file must hold at least one series, got none after @data; check the path");
    }
}
