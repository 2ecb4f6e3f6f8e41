package io.ssl4j.core.series.file;

import static io.ssl4j.core.series.file.Texts.series;
import static io.ssl4j.core.series.file.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.file.npy.NpyType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesNpyTest {

    @TempDir
    Path folder;

    private Path file(byte[] content) {
        return write(folder, "x.npy", content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|i1"})
    void elementsOfEveryType(String descr) {
        SeriesDataset data = SeriesNpy.read(file(NpyArrays.file(descr, false, "(2, 3)", 1, -2, 3, 4, -5, 100)));
        assertThat(data.get(0)).isEqualTo(series(1, -2, 3));
        assertThat(data.get(1)).isEqualTo(series(4, -5, 100));
        assertThat(data.name(1)).isEqualTo("x.npy[1]");
    }

    @Test
    void unsignedAndBooleanElements() {
        assertThat(first("|u1", 1, 255)).isEqualTo(series(1, 255));
        assertThat(first("<u2", 1, 65_535)).isEqualTo(series(1, 65_535));
        assertThat(first(">u4", 1, 4_294_967_295L)).isEqualTo(series(1, 4_294_967_295f));
        assertThat(first("<u8", 1, -1)).isEqualTo(series(1, 18_446_744_073_709_551_616f));
        assertThat(first("|b1", 1, 0)).isEqualTo(series(1, 0));
        assertThat(first("<f8", 0.1, 1e-50)).isEqualTo(series(0.1f, 0));
    }

    private Series first(String descr, double... values) {
        return SeriesNpy.read(file(NpyArrays.file(descr, false, "(1, " + values.length + ")", values)))
                .get(0);
    }

    /** Values of IEEE 754 binary16: 1, -2, the largest, the smallest above 0, 1/3 rounded. */
    @Test
    void halves() {
        byte[] elements = {0, 0x3C, 0, (byte) 0xC0, (byte) 0xFF, 0x7B, 1, 0, 0x55, 0x35};
        assertThat(SeriesNpy.read(file(NpyArrays.file(2, "'<f2'", false, "(5,)", elements)))
                        .get(0))
                .isEqualTo(series(1, -2, 65_504, 0x1p-24f, 0.333251953125f));
        assertThat(NpyType.half((short) 0x7C00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(NpyType.half((short) 0x7E00)).isNaN();
    }

    @Test
    void channelsInBothOrders() {
        // a[i, c, t] = 100 i + 10 c + t, shape (2, 2, 3)
        double[] rows = {0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112};
        double[] columns = {0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112};
        Series second = Series.of(new float[] {100, 101, 102}, new float[] {110, 111, 112});
        assertThat(SeriesNpy.read(file(NpyArrays.file("<f4", false, "(2, 2, 3)", rows)))
                        .get(1))
                .isEqualTo(second);
        assertThat(SeriesNpy.read(file(NpyArrays.file("<f4", true, "(2, 2, 3)", columns)))
                        .get(1))
                .isEqualTo(second);
    }

    /** More than a chunk of elements, so that chunks end within series. */
    @Test
    void longArraysInBothOrders() {
        int count = 7;
        int steps = 5001;
        double[] rows = IntStream.range(0, count * steps).asDoubleStream().toArray();
        double[] columns = IntStream.range(0, count * steps)
                .mapToDouble(k -> k % count * steps + k / count)
                .toArray();
        SeriesDataset c = SeriesNpy.read(file(NpyArrays.file("<f4", false, "(7, 5001)", rows)));
        SeriesDataset fortran = SeriesNpy.read(file(NpyArrays.file("<f4", true, "(7, 5001)", columns)));
        for (int i = 0; i < count; i++) {
            assertThat(c.get(i).value(0, 5000)).isEqualTo(i * 5001 + 5000);
            assertThat(fortran.get(i)).isEqualTo(c.get(i));
        }
    }

    @Test
    void aRecordingIsOneSeriesOfTheFilesName() {
        SeriesDataset data = SeriesNpy.read(file(NpyArrays.file("<i2", true, "(4,)", 1, 2, 3, 4)));
        assertThat(data.get(0)).isEqualTo(series(1, 2, 3, 4));
        assertThat(data.name(0)).isEqualTo("x.npy");
        assertThat(data.windows(2, 2).name(1)).isEqualTo("x.npy@2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void allVersionsOfTheFormatPlainAndGzip(int version) {
        byte[] content = NpyArrays.file(version, "'|u1'", false, "(1, 2)", new byte[] {7, 8});
        assertThat(SeriesNpy.read(file(content)).get(0)).isEqualTo(series(7, 8));
        assertThat(SeriesNpy.read(file(Texts.gzip(content))).get(0)).isEqualTo(series(7, 8));
    }

    @Test
    void labelsAreClasses() {
        Path values = file(NpyArrays.file("<f4", false, "(3, 1)", 1, 2, 3));
        Path labels = write(folder, "y.npy", NpyArrays.file("<i8", false, "(3,)", 10, -1, 10));
        LabeledSeriesDataset data = SeriesNpy.readLabeled(values, labels);
        assertThat(data.classNames()).containsExactly("-1", "10");
        assertThat(data.labels()).containsExactly(1, 0, 1);
        Path two = write(folder, "z.npy", NpyArrays.file("<i8", false, "(2,)", 1, 2));
        assertThatThrownBy(() -> SeriesNpy.readLabeled(values, two))
                .hasMessage(
                        two + " at byte 8: there must be one label for each of the 3 series in " + values + ", got 2");
        Path floats = write(folder, "f.npy", NpyArrays.file("<f4", false, "(3,)", 1, 2, 3));
        assertThatThrownBy(() -> SeriesNpy.readLabeled(values, floats))
                .hasMessage(
                        floats + " at byte 8: an array of labels must have the shape (series) and integers, got (3) of"
                                + " f4; save it with y.astype(numpy.int32).ravel()");
    }

    @Test
    void missingAndInfiniteValues() {
        Path file = file(NpyArrays.file("<f4", false, "(2, 3)", 1, 2, 3, 4, Double.NaN, 6));
        assertThatThrownBy(() -> SeriesNpy.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + " at byte 144: a series must have all its values, but that of series 1, channel 0,"
                        + " time 1 is missing; read with MissingValues.INTERPOLATE, or leave the series out");
        assertThat(SeriesNpy.read(file, MissingValues.INTERPOLATE).get(1)).isEqualTo(series(4, 5, 6));
        Path infinite = write(folder, "i.npy", NpyArrays.file("<f8", true, "(2, 2)", 1, 2, 3, 1e39));
        assertThatThrownBy(() -> SeriesNpy.read(infinite, MissingValues.INTERPOLATE))
                .hasMessage(
                        infinite + " at byte 152: values must be finite as 32-bit floats, but that of series 1, channel"
                                + " 0, time 1 is infinite or above 3.4e38; replace it before saving");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'|O';(2,);the elements must be floats, integers or booleans (f2, f4, f8, i1 to i8, u1 to u8, b1), got"
                        + " '|O' (Python objects, which are pickles and never read)",
                "'<U5';(2,);the elements must be floats, integers or booleans (f2, f4, f8, i1 to i8, u1 to u8, b1), got"
                        + " '<U5' (text, number the classes, for example with numpy.unique(y, return_inverse=True))",
                "'<c8';(2,);the elements must be floats, integers or booleans (f2, f4, f8, i1 to i8, u1 to u8, b1), got"
                        + " '<c8' (complex numbers)",
                "[('a', '<f4')];(2,);the elements must be numbers, got records of several fields (a structured array)",
                "'|u1';(1, 1, 1, 2);an array of series must have the shape (series, time), (series, channels, time) or,"
                        + " for one long recording, (time), with extents of at least 1, got (1, 1, 1, 2)",
                "'|u1';(x,);the header must say descr, fortran_order and shape, got '{'descr': '|u1', 'fortran_order'",
                "'|u1';(1 2,);the shape must be whole numbers, got '1 2,'",
            })
    void whatIsNotReadIsNamed(String descr, String shape, String problem) {
        Path file = file(NpyArrays.file(1, descr, false, shape, new byte[2]));
        assertThatThrownBy(() -> SeriesNpy.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + " at byte 8: " + problem);
    }

    @Test
    void lengthsThatTheHeaderSaysWronglyAreRefused() {
        Path file = file(NpyArrays.file("<f4", false, "(1000000000, 1000)", 1, 2));
        assertThatThrownBy(() -> SeriesNpy.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(
                        file + " at byte 136: the header says (1000000000, 1000) elements of 4 bytes, but only 8 bytes"
                                + " follow it; the file is cut short, save the array anew with numpy.save");
        Path huge = file(Texts.gzip(NpyArrays.file("<f4", false, "(999999999999999999, 999999999999999999)", 1, 2)));
        assertThatThrownBy(() -> SeriesNpy.read(huge)).hasMessageContaining("but only 8 bytes follow it");
        Path longer = file(NpyArrays.file("<f4", false, "(1, 1)", 1, 2));
        assertThatThrownBy(() -> SeriesNpy.read(longer))
                .hasMessage(
                        longer + " at byte 132: the header says (1, 1) elements of 4 bytes, but 8 bytes follow it; the"
                                + " header is damaged, save the array anew with numpy.save");
        Path none = file(NpyArrays.file("<f4", false, "(0, 5)"));
        assertThatThrownBy(() -> SeriesNpy.read(none)).hasMessageContaining("extents of at least 1, got (0, 5)");
    }

    /** A billion bytes, which are no place on the disk, as floats are twice what tests may use. */
    @Test
    void moreThanTheHeapHoldsIsRefusedBeforeItIsAskedFor() throws IOException {
        Path file = file(NpyArrays.file("|i1", false, "(1000000000,)"));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + 1_000_000_000);
        }
        assertThatThrownBy(() -> SeriesNpy.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the 1000000000 values of " + file + " need 3814 MB of memory, but Java may use ")
                .hasMessageEndingWith(" MB; start it with a larger -Xmx, or read the file in parts");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() {
        byte[] whole = NpyArrays.file("<f4", false, "(2, 3)", 1, 2, 3, 4, 5, 6);
        for (int length = 0; length < whole.length; length++) {
            Path file = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SeriesNpy.read(file))
                    .as("cut to %d", length)
                    .isInstanceOf(DatasetFormatException.class)
                    .hasMessageStartingWith(file + " at byte ");
        }
    }
}
