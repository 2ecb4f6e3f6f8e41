package io.ssl4j.core.series.file;

import static io.ssl4j.core.series.file.Texts.series;
import static io.ssl4j.core.series.file.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.SeriesSplit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The UCR archive's files. */
class SeriesArchiveTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\t0.5\t-1.25\t3\n1\t4\t5\t6e-1\n",
                "\uFEFF2\t0.5\t-1.25\t3\r\n1\t4\t5\t6e-1",
                "2,0.5,-1.25,3\n\n1,4,5, 6e-1 \n\n",
                "  2.0000000e+00  5.0e-01 -1.25e0   3\n  1.0000000e+00 4 5 0.6  \n",
                "2\t0.5\t-1.25\t3\r1\t4\t5\t0.6\r",
            })
    void valuesComeInAllTheArchivesForms(String text) {
        LabeledSeriesDataset data = SeriesArchive.read(write(folder, "A_TRAIN.tsv", text));
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.get(0)).isEqualTo(series(0.5f, -1.25f, 3));
        assertThat(data.get(1)).isEqualTo(series(4, 5, 0.6f));
        assertThat(data.classNames()).containsExactly("1", "2");
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(data.name(0)).isEqualTo("A_TRAIN.tsv:1");
    }

    @Test
    void gzipIsToldByItsFirstBytes() {
        byte[] content = "1\t2\t3\n".getBytes(StandardCharsets.UTF_8);
        Path file = write(folder, "A_TRAIN.tsv.gz", Texts.gzip(content));
        assertThat(SeriesArchive.read(file).get(0)).isEqualTo(series(2, 3));
        assertThat(SeriesArchive.read(write(folder, "B", Texts.gzip(content))).name(0))
                .isEqualTo("B:1");
    }

    @Test
    void paddingMakesShorterSeries() {
        LabeledSeriesDataset data =
                SeriesArchive.read(write(folder, "a.tsv", "1\t1\t2\tNaN\tNaN\n1\t3\t4\t5\t6\n2\t7\t\t?\tnan\n"));
        assertThat(data.get(0)).isEqualTo(series(1, 2));
        assertThat(data.get(1)).isEqualTo(series(3, 4, 5, 6));
        assertThat(data.get(2)).isEqualTo(series(7));
    }

    @Test
    void missingValuesWithinASeriesAreRefusedOrInterpolated() {
        Path file = write(folder, "a.tsv", "1\t1\t2\t3\t4\t5\n2\tNaN\t2\tNaN\tNaN\t8\n");
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(
                        file + ": line 2: a series must have all its values, but that of series 1, channel 0, time 0"
                                + " is missing; read with MissingValues.INTERPOLATE, or leave the series out");
        assertThat(SeriesArchive.read(file, MissingValues.INTERPOLATE).get(1)).isEqualTo(series(2, 2, 4, 6, 8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1;2;3/1;2|line 2: there must be 3 fields as in line 1, got 2; pad shorter series with NaN or empty"
                        + " fields at the end",
                "1;2;x|line 1: field 3 must be a number or missing (empty, ?, NaN, NA or null), got 'x'",
                "1;2;3/1;inf;2|line 2: field 2 must be a finite number, got 'inf'",
                "1;2;1e39|line 1: field 3 must be a number of at most 3.4028235e38 (a 32-bit float), got '1e39'",
                "1;NaN;NaN|line 1: a series must have at least one value, got none; leave the line out",
                ";2;3|line 1: a series must have a class label, but field 1 is empty",
                "1|line 1: a series must have at least one value, got none; leave the line out",
            })
    void damagedLinesAreNamed(String lines, String problem) {
        Path file = write(folder, "a.tsv", lines.replace(';', '\t').replace('/', '\n'));
        assertThatThrownBy(() -> SeriesArchive.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @Test
    void filesWithoutSeriesAreRefused() {
        Path empty = write(folder, "a.tsv", " \n\n");
        assertThatThrownBy(() -> SeriesArchive.read(empty))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(empty + ": the file must hold at least one series, but is empty");
        Path utf16 = write(folder, "b.tsv", "1\t2".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> SeriesArchive.read(utf16))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(utf16
                        + ": line 1: the file must be text in UTF-8, but begins as UTF-16 does; save it as UTF-8");
        assertThatThrownBy(() -> SeriesArchive.read(folder.resolve("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be a file at " + folder.resolve("c") + ", got nothing there; check the path");
        Path long1 = write(folder, "d.tsv", "1\t" + "7".repeat(70_000));
        assertThatThrownBy(() -> SeriesArchive.read(long1))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(long1 + ": line 1: a field can have at most 65536 bytes, got more in field 2");
    }

    @Test
    void bothPartsHaveTheClassesOfEither() throws IOException {
        Path train = write(folder, "P_TRAIN.tsv", "10\t1\t2\n9\t1\t2\n");
        write(folder, "P_TEST.tsv", "9\t3\t4\n-1\t5\t6\n");
        SeriesSplit split = SeriesArchive.readSplit(train);
        assertThat(split.classNames()).containsExactly("-1", "9", "10");
        assertThat(split.train().labels()).containsExactly(2, 1);
        assertThat(split.test().labels()).containsExactly(1, 0);
        assertThat(split.onlyInTest()).containsExactly("-1");
        assertThat(SeriesArchive.readSplit(folder).test().get(1)).isEqualTo(series(5, 6));

        write(folder, "Q_TRAIN.tsv", "1\t1");
        assertThatThrownBy(() -> SeriesArchive.readSplit(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be one problem in " + folder
                        + ", got [P_TRAIN.tsv, Q_TRAIN.tsv]; give the training file of one");
        assertThatThrownBy(() -> SeriesArchive.readSplit(folder.resolve("Q_TRAIN.tsv")))
                .hasMessage("there must be a test part Q_TEST.tsv beside " + folder.resolve("Q_TRAIN.tsv")
                        + ", got nothing there");
        Files.delete(folder.resolve("P_TEST.tsv"));
        write(folder, "P_TEST.tsv.gz", Texts.gzip("9\t3\t4\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(SeriesArchive.readSplit(train).onlyInTrain()).containsExactly("10");
    }

    @Test
    void hiddenCopiesAndOtherFilesOfAFolderAreLeftOutAndCounted(@TempDir Path folder) throws IOException {
        write(folder, "P_TRAIN.tsv", "a\t1\t2\nb\t1\t3\n");
        write(folder, "P_TEST.tsv", "a\t1\t4\n");
        write(folder, "._P_TRAIN.tsv", "no series at all");
        write(folder, "README.md", "about P");
        Files.createSymbolicLink(folder.resolve("again"), folder);
        SeriesSplit split = SeriesArchive.readSplit(folder);
        assertThat(split.train().size()).isEqualTo(2);
        assertThat(split.notes()).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(DataNote.Kind.LEFT_OUT);
            assertThat(note)
                    .hasToString("2 files in " + folder + " are left out: 1 by their extension (1 .md), 1 hidden"
                            + " (._P_TRAIN.tsv)");
        });
        assertThat(Modalities.recognize(folder).kind()).isEqualTo("series");
    }

    @Test
    void aTrainingFileThatIsALinkToNowhereIsNamed(@TempDir Path folder) throws IOException {
        Path train = Files.createSymbolicLink(folder.resolve("P_TRAIN.tsv"), Path.of(".dvc/cache/x"));
        assertThatThrownBy(() -> SeriesArchive.readSplit(folder))
                .hasMessage("there must be a file NAME_TRAIN.tsv (.ts, .txt, .csv) in " + folder + ", got " + train
                        + ": the link leads nowhere");
    }

    @Test
    void anImageFolderWithAHiddenFileOfASeriesNameStaysAnImageFolder(@TempDir Path folder) throws IOException {
        write(folder, "._P_TRAIN.tsv", "x");
        write(folder, "a.png", "x");
        assertThat(Modalities.recognize(folder).kind()).isEqualTo("image");
    }
}
