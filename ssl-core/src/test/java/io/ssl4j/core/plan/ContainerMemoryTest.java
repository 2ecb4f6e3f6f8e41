package io.ssl4j.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerMemoryTest {

    @TempDir
    Path folder;

    @Test
    void theLimitOfVersion2IsTheLeastOfAllGroupsAbove() throws IOException {
        write("a/b/memory.max", "max");
        write("a/memory.max", "3000000000");
        write("memory.max", "4000000000");
        assertThat(limit("0::/a/b")).hasValue(3000000000L);
        assertThat(limit("0::/elsewhere/unseen")).hasValue(4000000000L);
    }

    @Test
    void theLimitOfVersion1() throws IOException {
        write("memory/memory.limit_in_bytes", "9223372036854771712");
        assertThat(limit("5:devices:/\n4:memory:/docker/1")).isEmpty();
        write("memory/docker/1/memory.limit_in_bytes", "2000000000");
        assertThat(limit("5:devices:/\n4:memory:/docker/1")).hasValue(2000000000L);
    }

    @Test
    void noControlGroups() {
        assertThat(new ContainerMemory(folder, folder.resolve("absent")).limit())
                .isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private OptionalLong limit(String groups) throws IOException {
        Path membership = Files.writeString(folder.resolve("cgroup"), groups + "\n");
        return new ContainerMemory(folder, membership).limit();
    }
}
