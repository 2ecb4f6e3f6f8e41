package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.vision.file.FileKinds;
import io.ssl4j.core.vision.file.FileKinds.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader on files cut short at many places: a refusal with path and offset. */
@Timeout(60)
class DamagedFilesTest {

    @TempDir
    Path folder;

    static Stream<Kind> kinds() throws IOException {
        return Stream.concat(FileKinds.own(), FileKinds.ofPlugins());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileCutShortAnywhereIsRefusedWithItsPath(Kind kind) throws IOException {
        Path file = folder.resolve("file");
        kind.reader().accept(Files.write(file, kind.content()));

        int step = Math.max(1, kind.content().length / 50);
        for (int length = 0; length < kind.content().length; length += length < 24 ? 1 : step) {
            boolean endsWithAnImage = kind.name().equals("cifar") && length > 0 && length % 3073 == 0;
            if (endsWithAnImage || length > kind.content().length - endLength(kind)) {
                continue;
            }
            Files.write(file, Arrays.copyOf(kind.content(), length));
            int cut = length;
            assertThatThrownBy(() -> kind.reader().accept(file))
                    .as("cut to %d of %d bytes", cut, kind.content().length)
                    .isInstanceOfSatisfying(DatasetFormatException.class, e -> {
                        assertThat(e.path()).isEqualTo(file);
                        assertThat(e.offset()).isBetween(0L, 4 * 3073L);
                    })
                    .hasMessageStartingWith(file + " at byte ");
        }
    }

    /** The bytes at the end of a file without which all pixels are there. */
    private static int endLength(Kind kind) {
        return switch (kind.name()) {
            case "gif" -> 2;
            case "png", "deep png" -> 13;
            default -> 0;
        };
    }
}
