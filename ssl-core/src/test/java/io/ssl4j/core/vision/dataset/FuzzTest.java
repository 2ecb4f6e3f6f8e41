package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.file.FileKinds;
import io.ssl4j.core.vision.file.FileKinds.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files cut short anywhere, with changed bytes, with a piece removed or doubled: each is refused by a {@link
 * DatasetFormatException} with its path and something to go by, or read with the right shape, within seconds and
 * without running out of memory. Case {@code i} of a kind is the same in every run.
 */
class FuzzTest {

    private static final long SEED = 2024;

    /** A case takes under a millisecond as a rule; a machine may be busy with other things. */
    private static final long MOST_SECONDS = 20;

    @TempDir
    Path folder;

    static Stream<Kind> kinds() throws IOException {
        return FileKinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aThousandDamagedFiles(Kind kind) throws Exception {
        read(kind, 1000);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("slow")
    void aHundredThousandDamagedFiles(Kind kind) throws Exception {
        read(kind, 100_000);
    }

    private void read(Kind kind, int cases) throws Exception {
        Path file = folder.resolve("file.csv");
        int refused = 0;
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < cases; i++) {
                RandomStream random = RandomKey.of(SEED).child(kind.name()).child(i).stream();
                Files.deleteIfExists(file); // some file systems wait for the disk where a file is cut to nothing first
                Files.write(file, damaged(kind.content(), random));
                refused += isRefused(kind, file, i, reader) ? 1 : 0;
            }
        } finally {
            reader.shutdownNow();
        }
        assertThat(refused).as("refused of %d", cases).isPositive();
    }

    private static boolean isRefused(Kind kind, Path file, int number, ExecutorService reader) throws Exception {
        Future<?> reading = reader.submit(() -> kind.reader().accept(file));
        try {
            reading.get(MOST_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException e) {
            return fail(
                    "case " + number + " of " + kind + " takes more than " + MOST_SECONDS + " s; " + kept(file, kind));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof DatasetFormatException refusal)) {
                return fail("case " + number + " of " + kind + "; " + kept(file, kind), e.getCause());
            }
            assertThat(refusal.path()).as("case %d", number).isEqualTo(file);
            assertThat(refusal.getMessage())
                    .as("case %d", number)
                    .startsWith(file.toString())
                    .hasSizeGreaterThan(file.toString().length() + 15)
                    .hasSizeLessThan(2000)
                    .doesNotContain("null");
            return true;
        }
    }

    private static Path kept(Path file, Kind kind) throws IOException {
        Path copy = Files.createTempFile("fuzz-" + kind.name().replace(' ', '-'), "");
        return Files.write(copy, Files.readAllBytes(file));
    }

    private static byte[] damaged(byte[] whole, RandomStream random) {
        byte[] content = whole.clone();
        int at = random.nextInt(content.length);
        switch (random.nextInt(4)) {
            case 0 -> content = Arrays.copyOf(content, at);
            case 1 -> {
                int length = Math.min(content.length - at, 1 + random.nextInt(40));
                byte[] shorter = new byte[content.length - length];
                System.arraycopy(content, 0, shorter, 0, at);
                System.arraycopy(content, at + length, shorter, at, content.length - at - length);
                content = shorter;
            }
            default -> change(content, random);
        }
        return content;
    }

    /** One to eight bytes, as often as not in the first hundred, where headers are. */
    private static void change(byte[] content, RandomStream random) {
        int range = random.chance(0.5) ? Math.min(100, content.length) : content.length;
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            int at = random.nextInt(range);
            content[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xFF;
                case 1 -> 0;
                case 2 -> (byte) (content[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt(256);
            };
        }
    }
}
