package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A packed file of a million images, 3.1 GB, is read in a process of its own that stays below 1 GB of resident memory.
 */
@Tag("slow")
class MillionImagesTest {

    private static final int IMAGES = 1_000_000;
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final long MOST_KILOBYTES = 1_000_000;

    /** Made when asked for: image i has i in its first bytes and its lowest byte in all others. */
    private record Numbered(int size) implements Dataset<Image> {
        @Override
        public Image get(int index) {
            byte[] samples = new byte[SHAPE.height() * SHAPE.width() * SHAPE.channels()];
            Arrays.fill(samples, (byte) index);
            ByteBuffer.wrap(samples).putInt(index);
            return Image.ofBytes(SHAPE.height(), SHAPE.width(), SHAPE.channels(), samples);
        }
    }

    @Test
    void aMillionImagesInOneGigabyte(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("million.pack");
        int[] labels = IntStream.range(0, IMAGES).map(i -> i % 10).toArray();
        List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        ImagePack.write(file, LabeledImageDataset.of(new Numbered(IMAGES), labels, names));
        assertThat(Files.size(file)).isGreaterThan(3_072_000_000L);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ends in time").isTrue();
        String output = Files.readString(folder.resolve("output"));
        assertThat(output).startsWith("read " + IMAGES + " images, peak ");
        long peak = Long.parseLong(output.replaceAll("(?s).*peak (\\d+) kB.*", "$1"));
        assertThat(peak).as(output).isBetween(1L, MOST_KILOBYTES);
    }

    /**
     * Reads all images of a file in a shuffled order on all cores and prints the process's peak memory, which Linux
     * knows.
     */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            ImageDataset images = ImageDataset.packed(Path.of(arguments[0]));
            ImageDataset shuffled =
                    images.subset(images.size(), RandomKey.of(1).stream().nextLong());
            long sum = IntStream.range(0, shuffled.size())
                    .parallel()
                    .mapToLong(i -> ByteBuffer.wrap(shuffled.get(i).bytes()).getInt())
                    .sum();
            if (sum != (long) IMAGES * (IMAGES - 1) / 2) {
                throw new IllegalStateException("every image must be read once, got a sum of " + sum);
            }
            String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElseThrow();
            System.out.println("read " + shuffled.size() + " images, peak " + peak.replaceAll("\\D", "") + " kB");
        }
    }
}
