package io.ssl4j.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aFileFromBefore() throws IOException {
        file = Files.writeString(folder.resolve("model.bin"), "before");
    }

    @Test
    void replacesTheFileAndLeavesNothingElse() throws IOException {
        AtomicFile.write(file, stream -> stream.write(new byte[] {1, 2, 3}));
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        AtomicFile.writeFile(file, temporary -> Files.writeString(temporary, "by path"));
        assertThat(file).hasContent("by path");
        assertThat(names()).containsExactly("model.bin");
    }

    @Test
    void theFileBeforeIsThereUntilAllIsWritten() throws IOException {
        AtomicFile.write(file, stream -> {
            stream.write(new byte[1 << 18]);
            stream.flush();
            assertThat(file).hasContent("before");
        });
        assertThat(file).hasSize(1 << 18);
    }

    @Test
    void aFailureLeavesTheFileBefore() throws IOException {
        IOException full = new IOException("No space left on device");
        assertThatThrownBy(() -> AtomicFile.write(file, stream -> {
                    stream.write(1);
                    throw full;
                }))
                .isSameAs(full);
        assertThatThrownBy(() -> AtomicFile.writeFile(file, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new IllegalStateException("no such graph");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("model.bin");
    }

    @Test
    void contentThatWritesNoFileIsAFailure() throws IOException {
        Path blocked = folder.resolve("model.bin.tmp");
        assertThatThrownBy(() -> AtomicFile.writeFile(file, Files::createDirectory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(blocked.toString());
        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("model.bin");
    }

    @Test
    void makesDirectories() throws IOException {
        Path deep = folder.resolve("run").resolve("encoders").resolve("last.zip");
        AtomicFile.write(deep, stream -> stream.write('x'));
        assertThat(deep).hasContent("x");
    }

    @Test
    void overwritesWhatAKilledProcessLeft() throws IOException {
        Files.writeString(folder.resolve("model.bin.tmp"), "a long remainder of a file that was never finished");
        AtomicFile.write(file, stream -> stream.write('y'));
        assertThat(file).hasContent("y");
        assertThat(names()).containsExactly("model.bin");
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, stream -> stream.write('z'));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("z");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
