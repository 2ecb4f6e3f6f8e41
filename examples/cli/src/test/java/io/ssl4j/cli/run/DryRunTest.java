package io.ssl4j.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.command.ChildCommand;
import io.ssl4j.cli.command.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run would take, said before it begins. */
class DryRunTest {

    @TempDir
    Path folder;

    @Test
    void aDryRunSaysWhatTheRunWouldTakeAndWritesNothing() throws IOException {
        Path out = folder.resolve("run");
        Cli dry = Cli.pretrain("--out", out, "--limit", 200, "--epochs", 3, "--dry-run")
                .succeeded();
        // 200 less a tenth for validation are 11 batches of 16.
        assertThat(dry.out())
                .contains("steps     33: 3 epochs of 11")
                .containsPattern("time      \\d+ s of training: 0\\.\\d{3} s a step \\(mean of 31\\)")
                .containsPattern(
                        "memory    \\d\\.\\d GB estimated \\(activations 0\\.0 GB, networks 0\\.0 GB, samples 0\\.0"
                                + " GB,")
                .containsPattern(
                        "disk      \\d+ MB: encoder \\d\\.\\d MB, 2 checkpoints of \\d\\.\\d MB; \\d+\\.\\d GB are"
                                + " free")
                .containsPattern("\\d\\.\\d GB of it in Java's heap, which may have \\d+\\.\\d GB")
                .containsPattern("\\d\\.\\d GB taken by this process so far, of \\d+\\.\\d GB that it may have")
                .contains("nothing was written");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theLimitOfTheProcessIsHeeded() throws IOException, InterruptedException {
        String said = run("-Dorg.bytedeco.javacpp.maxphysicalbytes=500m", "--encoder=resnet-s", "--batch-size=256");
        assertThat(said).contains("ssl4j: this run needs about 1.").contains("this process may have 0.5 GB");
    }

    /** The estimate without the evaluation, which a dry run does not make, beside what the steps take. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--encoder=resnet-s", "--encoder=resnet18 --batch-size=32 --size=32x32",
                "--encoder=resnet18 --batch-size=16 --size=224x224", "--encoder=resnet-xs --method=barlow-twins",
                "--encoder=resnet50 --batch-size=8 --size=128x128"
            })
    void theEstimateIsNear(String options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-Xmx2g", "--dry-run"));
        arguments.addAll(List.of(options.split(" ")));
        String said = run(arguments.toArray(String[]::new));
        double evaluation = number(said, "evaluation (\\d+\\.\\d) GB");
        double estimate = number(said, "memory    (\\d+\\.\\d) GB") - evaluation;
        double taken = number(said, "(\\d+\\.\\d) GB taken by this process");
        assertThat(estimate).as(said).isBetween(0.65 * taken, 1.5 * taken);
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    /** Runs pretrain in a process of its own; first the option of the virtual machine. */
    private String run(String... arguments) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(List.of("pretrain", "--out", folder.resolve("child")));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Process process = ChildCommand.start(List.of(arguments[0]), List.of(), command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .filter(line -> !line.contains("ENGINE") && !line.startsWith("HAVE_"))
                .reduce("", (all, line) -> all + line + "\n");
    }
}
