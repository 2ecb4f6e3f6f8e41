package io.ssl4j.core.series.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesWindows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings of 100 million points, 400 MB as floats, are read and cut into windows by a process of its own with a heap
 * of 1 GB: value t is t modulo 1000, divided by 8.
 */
@Tag("slow")
class LongRecordingsTest {

    private static final int POINTS = 100_000_000;
    private static final int CYCLE = 1000;

    @TempDir
    Path folder;

    @Test
    void aNumpyArray() throws Exception {
        Path file = folder.resolve("long.npy");
        byte[] header = NpyArrays.file(1, "'<f4'", false, "(" + POINTS + ",)", new byte[0]);
        ByteBuffer cycle = ByteBuffer.allocate(CYCLE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < CYCLE; t++) {
            cycle.putFloat(t / 8f);
        }
        writeCycles(file, header, cycle.array());
        requireReadable(file);
    }

    @Test
    void aColumnOfText() throws Exception {
        Path file = folder.resolve("long.csv");
        StringBuilder cycle = new StringBuilder();
        for (int t = 0; t < CYCLE; t++) {
            cycle.append(t / 8.0).append('\n');
        }
        writeCycles(
                file,
                "x\n".getBytes(StandardCharsets.US_ASCII),
                cycle.toString().getBytes(StandardCharsets.US_ASCII));
        requireReadable(file);
    }

    private static void writeCycles(Path file, byte[] header, byte[] cycle) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(header);
            for (int i = 0; i < POINTS / CYCLE; i++) {
                out.write(cycle);
            }
        }
    }

    private void requireReadable(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ends in time").isTrue();
        assertThat(Files.readString(folder.resolve("output"))).startsWith("390624 windows, 0 steps dropped");
    }

    /** Reads a file, goes through its windows and prints how many there are and how long it took. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            long start = System.nanoTime();
            SeriesDataset recording =
                    file.toString().endsWith(".npy") ? SeriesNpy.read(file) : SeriesCsv.read(file, CsvColumns.headed());
            long read = System.nanoTime();
            SeriesWindows windows = recording.windows(512, 256);
            float[] values = new float[512];
            for (int i = 0; i < windows.size(); i++) {
                Series window = windows.get(i);
                window.copyChannel(0, values, 0);
                float first = 256L * i % CYCLE / 8f;
                if (values[0] != first || values[511] != (256L * i + 511) % CYCLE / 8f) {
                    throw new IllegalStateException("window " + i + " has " + Arrays.toString(values));
                }
            }
            System.out.println(windows.size() + " windows, " + windows.dropped() + " steps dropped, "
                    + (read - start) / 1_000_000 + " ms");
        }
    }
}
