package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the script {@code examples/ssl4j} passes to Java; in its place stands a script that prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "ssl4j").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void aJavaThatPrintsItsArguments() throws IOException {
        Path java = folder.resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor argument; do echo \"$argument\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theScriptStartsTheCommandLineWithTwoGibibytesOfHeap() throws IOException {
        assertThat(arguments(Map.of(), "pretrain", "--data", "two words"))
                .containsExactly(
                        "-Xmx2g", "-cp", jar(), "io.ssl4j.cli.command.Ssl4j", "pretrain", "--data", "two words");
    }

    @Test
    void optionsOfJavaAreAddedToThoseOfTheScriptAndCountAfterThem() throws IOException {
        assertThat(arguments(Map.of("SSL4J_JAVA_OPTS", "-Dssl4j.stacktrace=true -Xmx6g"), "doctor"))
                .containsExactly(
                        "-Xmx2g",
                        "-Dssl4j.stacktrace=true",
                        "-Xmx6g",
                        "-cp",
                        jar(),
                        "io.ssl4j.cli.command.Ssl4j",
                        "doctor");
    }

    @Test
    void aClassPathOfOnesOwnIsAddedToTheJar() throws IOException {
        assertThat(arguments(Map.of("SSL4J_CLASSPATH", "my.jar:more classes"), "methods"))
                .containsExactly(
                        "-Xmx2g", "-cp", jar() + ":my.jar:more classes", "io.ssl4j.cli.command.Ssl4j", "methods");
    }

    private static String jar() {
        return SCRIPT.resolveSibling("target").resolve("ssl4j.jar").toString();
    }

    private List<String> arguments(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("SSL4J_JAVA_OPTS");
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
