package io.ssl4j.core.series.file;

import static io.ssl4j.core.series.file.Texts.series;
import static io.ssl4j.core.series.file.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.SeriesDataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files with a row per series. */
class CsvRowsTest {

    @TempDir
    Path folder;

    @Test
    void rowsWithoutAHeader() {
        SeriesDataset data = SeriesCsv.read(write(folder, "a.csv", "1,2,3\n4,5,\n"), CsvRows.headless());
        assertThat(data.get(0)).isEqualTo(series(1, 2, 3));
        assertThat(data.get(1)).isEqualTo(series(4, 5));
        assertThat(data.name(1)).isEqualTo("a.csv:2");
    }

    @Test
    void rowsWithAHeaderLabelsAndNames() {
        Path file = write(folder, "a.csv", "id;t0;t1;class\n\"x;1\";1;2;\"a \"\"b\"\"\"\n x2 ; 3 ; 4 ; 007 \n");
        CsvRows options = CsvRows.headed().withDelimiter(';').withLabel("class").withName("id");
        LabeledSeriesDataset data = SeriesCsv.readLabeled(file, options);
        assertThat(data.get(0)).isEqualTo(series(1, 2));
        assertThat(data.get(1)).isEqualTo(series(3, 4));
        assertThat(data.name(0)).isEqualTo("x;1");
        assertThat(data.name(1)).isEqualTo("x2");
        assertThat(data.classNames()).containsExactly("007", "a \"b\"");
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(SeriesCsv.read(file, options).get(1)).isEqualTo(series(3, 4));
        assertThat(SeriesCsv.readLabeled(file, options.withLabel(3).withName(0)).labels())
                .containsExactly(1, 0);
    }

    @Test
    void theFirstLineShowsTheDelimiter() {
        assertThat(SeriesCsv.delimiter(write(folder, "a.csv", "\uFEFFid;t0\n1,5;2\n")))
                .isEqualTo(';');
        assertThat(SeriesCsv.delimiter(write(folder, "b.csv", "id\tt0"))).isEqualTo('\t');
        assertThat(SeriesCsv.delimiter(write(folder, "c.csv", "id,t0\n"))).isEqualTo(',');
        assertThat(SeriesCsv.delimiter(write(folder, "d.csv", ""))).isEqualTo(',');
        Path utf16 = write(folder, "e.csv", "");
        assertThatThrownBy(() -> {
                    Files.write(utf16, "\uFEFFid,t0\n1,2\n".getBytes(StandardCharsets.UTF_16BE));
                    SeriesCsv.delimiter(utf16);
                })
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(utf16 + ": line 1: the file must be text in UTF-8, but begins as UTF-16 does; save it as"
                        + " UTF-8");
    }

    @Test
    void decimalCommasAreRefusedByName() {
        Path file = write(folder, "a.csv", "t0;t1\n1,5;2,5\n");
        assertThatThrownBy(() -> SeriesCsv.read(file, CsvRows.headed().withDelimiter(';')))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("'1,5'");
    }

    @Test
    void headersMayBeCounted() {
        assertThat(SeriesCsv.read(write(folder, "a.csv", "0,1\n5,6\n"), CsvRows.headed())
                        .get(0))
                .isEqualTo(series(5, 6));
        Path file = write(folder, "b.csv", "0,1.5\n5,6\n");
        assertThatThrownBy(() -> SeriesCsv.read(file, CsvRows.headed()))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + ": line 1: the first line must name the columns, got numbers only, ['0', '1.5'];"
                        + " use headless() for a file without a header");
    }

    @Test
    void missingValues() {
        Path file = write(folder, "a.csv", "1,,3\n1,2,3\n");
        assertThatThrownBy(() -> SeriesCsv.read(file, CsvRows.headless()))
                .hasMessageStartingWith(file + ": line 1: a series must have all its values, but that of series 0,"
                        + " channel 0, time 1 is missing;");
        assertThat(SeriesCsv.read(file, CsvRows.headless().withMissing(MissingValues.INTERPOLATE))
                        .get(0))
                .isEqualTo(series(1, 2, 3));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Path file = write(folder, "a.csv", "a,b\n1,2\n1,2,3\n");
        refused(file, CsvRows.headed(), "line 3: there must be 2 fields as in line 1, got 3; pad shorter series");
        refused(
                file,
                CsvRows.headless(),
                "line 1: field 1 must be a number or missing (empty, ?, NaN, NA or null), got"
                        + " 'a'; if the first line names the columns, use headed()");
        refused(
                file,
                CsvRows.headed().withLabel("c"),
                "line 1: there must be one column 'c', got none among ['a', 'b']");
        refused(
                file,
                CsvRows.headed().withLabel(2),
                "line 1: there must be a column 2, counted from 0, got the 2 columns");
        refused(
                write(folder, "b.csv", "1,2\n"),
                CsvRows.headless().withLabel(2),
                "line 1: there must be a column 2, counted" + " from 0, but the line has 2 fields");
        refused(
                write(folder, "c.csv", "1,\"2\n3,4\n"),
                CsvRows.headless(),
                "line 1: a quoted field must end in a quote, but" + " the file ends within '2\uFFFD3,4\uFFFD'");
        refused(
                write(folder, "d.csv", "1,2\"\n"),
                CsvRows.headless(),
                "line 1: a quote must be at the start of a field");
        refused(
                write(folder, "e.csv", "1,\"2\"3\n"),
                CsvRows.headless(),
                "line 1: a separator must follow the quoted field");
        refused(
                write(folder, "f.csv", "a,b\n"),
                CsvRows.headed(),
                "the file must hold at least one series, got none after");
        refused(
                write(folder, "g.csv", new byte[] {'1', ',', '2', ',', (byte) 0xFF}),
                CsvRows.headless().withLabel(2),
                "line 1: text must be UTF-8, got '\uFFFD' in field 3; save the file as such");
    }

    private static void refused(Path file, CsvRows options, String problem) {
        assertThatThrownBy(() -> {
                    if (options.label().isPresent()) {
                        SeriesCsv.readLabeled(file, options);
                    } else {
                        SeriesCsv.read(file, options);
                    }
                })
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @Test
    void optionsThatContradictOneAnotherAreRefused() {
        Path file = write(folder, "a.csv", "1,2\n");
        assertThatThrownBy(() -> SeriesCsv.readLabeled(file, CsvRows.headless()))
                .hasMessage("a labelled data set needs a column with the classes, got none for " + file
                        + "; say which it is (withLabel), or use read");
        assertThatThrownBy(() -> SeriesCsv.readLabeled(file, CsvRows.headless().withLabel("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a column has a name only where the first line names it, got column 'x' for " + file
                        + " without a header; use its index");
        assertThatThrownBy(() ->
                        SeriesCsv.read(file, CsvRows.headless().withLabel(0).withName(0)))
                .hasMessage("a column can have one meaning, but label and name are both column 0");
        assertThatThrownBy(() -> CsvRows.headless().withDelimiter('.'))
                .hasMessageStartingWith("a delimiter must be a tab or an ASCII character that is no part of a number");
    }
}
