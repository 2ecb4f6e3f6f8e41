package io.ssl4j.core.series.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Small files of every kind that is read, with what reads them and looks at what was read. */
final class SeriesFileKinds {

    private static final String UCR = "1\t0.5\t-1.25\t3\n2\t4.125\t5\tNaN\n1\t-4\t5e1\t6\n2\t7\t8\t9\n";
    private static final String TS = "# comment\n@problemName A\n@timeStamps false\n@univariate false\n@dimensions 2\n"
            + "@equalLength true\n@seriesLength 3\n@classLabel true a b\n@data\n"
            + "1,2,3:4,5,6:a\n-1.5,2,3:4,5,6:b\n1,2,3:4,?,6:a\n";
    private static final String COLUMNS = "id,time,x,y,class\n\"m 1\",1,0.5,1,u\nm2,1,2,3,v\n\"m 1\",2,0.25,1,u\n"
            + "m2,2,1e1,-3,v\n\"m 1\",5,,7,u\n";
    private static final String DATES = "time;x\n2014-04-01 00:00:00;1.5\n2014-04-01 00:05:00;2.5\n"
            + "2014-04-01 00:10:00;3.5\n2014-04-01T00:20:00Z;4.5\n";

    private SeriesFileKinds() {}

    /**
     * A kind of file.
     *
     * @param content of a whole file
     * @param reader reads all of a file, and fails where what was read is not what can be read
     */
    record Kind(String name, byte[] content, Consumer<Path> reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> all() {
        byte[] npy = NpyArrays.file("<f4", false, "(3, 2, 2)", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        return Stream.concat(
                texts(),
                Stream.of(
                        new Kind("npy", npy, file -> require(SeriesNpy.read(file))),
                        new Kind("npy gz", Texts.gzip(npy), file -> require(SeriesNpy.read(file))),
                        new Kind(
                                "npy fortran",
                                NpyArrays.file(">f8", true, "(3, 4)", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                                file -> require(SeriesNpy.read(file, MissingValues.INTERPOLATE))),
                        new Kind("npy labels", NpyArrays.file("<i4", false, "(5,)", 1, 2, 3, 4, 5), file -> assertThat(
                                        NpyReader.labels(file, file, 5))
                                .hasSize(5))));
    }

    private static Stream<Kind> texts() {
        CsvColumns columns = CsvColumns.headed()
                .withTime("time")
                .withSeries("id")
                .withLabel("class")
                .withSpacing(TimeSpacing.FILL_GAPS)
                .withMissing(MissingValues.INTERPOLATE);
        CsvColumns dates = CsvColumns.headed().withDelimiter(';').withTime(0).withSpacing(TimeSpacing.FILL_GAPS);
        CsvRows rows = CsvRows.headless().withLabel(0);
        return Stream.of(
                text("ucr", UCR, file -> require(SeriesArchive.read(file))),
                text("ucr interpolated", UCR, file -> require(SeriesArchive.read(file, MissingValues.INTERPOLATE))),
                text("ucr blanks", UCR.replace('\t', ' '), file -> require(SeriesArchive.read(file))),
                new Kind("ucr gz", Texts.gzip(utf8(UCR)), file -> require(SeriesArchive.read(file))),
                text("ts", TS, file -> require(TsReader.readLabeled(file, MissingValues.INTERPOLATE))),
                text("ts unlabelled", TS, file -> require(TsReader.readUnlabeled(file, MissingValues.INTERPOLATE))),
                text("columns", COLUMNS, file -> require(SeriesCsv.readLabeled(file, columns))),
                text("dates", DATES, file -> require(SeriesCsv.read(file, dates))),
                text("rows", UCR.replace('\t', ','), file -> require(SeriesCsv.readLabeled(file, rows))));
    }

    private static Kind text(String name, String content, Consumer<Path> reader) {
        return new Kind(name, utf8(content), reader);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void require(SeriesDataset data) {
        assertThat(data.size()).isBetween(1, 100);
        for (int i = 0; i < data.size(); i++) {
            Series series = data.get(i);
            assertThat(series.channels()).isBetween(1, 100);
            assertThat(series.length()).isBetween(1, 100);
            assertThat(data.name(i)).isNotEmpty();
        }
    }
}
