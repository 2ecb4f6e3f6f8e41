package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Help, the list of methods, and the picture of views. */
class CommandsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pretrain", "table", "evaluate", "embed", "augment", "views", "doctor", "methods"})
    void helpExplainsEveryOptionAndGivesAnExample(String command) {
        String help = Cli.run(command, "--help").succeeded().out();
        assertThat(Cli.run("help", command).succeeded().out()).isEqualTo(help);
        CommandLine line =
                Ssl4j.commandLine(nowhere(), nowhere()).getSubcommands().get(command);
        for (OptionSpec option : line.getCommandSpec().options()) {
            assertThat(help).contains(option.longestName());
            assertThat(String.join(" ", option.description()))
                    .as(option.longestName())
                    .hasSizeGreaterThan(15);
        }
        assertThat(help).containsPattern("  ssl4j " + command + "( --| simclr|$)");
    }

    @Test
    void theTopSaysWhatThereIs() {
        assertThat(Cli.run("--help").succeeded().out())
                .contains(
                        "pretrain",
                        "table",
                        "evaluate",
                        "embed",
                        "augment",
                        "views",
                        "methods",
                        "doctor",
                        "Exit codes",
                        "ssl4j pretrain --out");
        assertThat(Cli.run("--version").succeeded().out()).startsWith("ssl4j ");
        assertThat(Cli.run().usageError()).isEqualTo("ssl4j: Missing required subcommand (see 'ssl4j --help')");
        assertThat(Cli.run("version").succeeded().out())
                .isEqualTo(Cli.run("--version").succeeded().out());
        assertThat(Cli.run("pretrian").usageError())
                .startsWith(
                        "ssl4j: there is no command 'pretrian'; did you mean 'pretrain'? The commands are pretrain,");
        assertThat(Cli.run("help", "evalute").usageError())
                .startsWith("ssl4j: there is no command 'evalute'; did you mean 'evaluate'?");
    }

    @Test
    void methodsListsEveryMethodInALine() {
        String list = Cli.run("methods").succeeded().out();
        assertThat(SslMethods.all()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(list.lines().map(line -> line.replaceAll(" +", " ")))
                .hasSize(SslMethods.all().size() + 3)
                .contains("method works on what it does")
                .anyMatch(line -> line.startsWith("simclr images, series finds the other view"))
                .anyMatch(line -> line.startsWith("rotation images "))
                .allMatch(line -> line.length() <= 120);
    }

    @Test
    void methodsWithANameExplainsTheMethod() {
        assertThat(Cli.run("methods", "simclr").succeeded().out())
                .contains("arXiv:2002.05709", "    works on images, series", "    --set temperature=");
        assertThat(Cli.run("methods", "simclr+rotation").succeeded().out())
                .contains("--set rotation.weight=1.0")
                .contains("works on images");
        assertThat(Cli.run("methods", "simclear").usageError())
                .startsWith("ssl4j: there is no method 'simclear' on the class path; did you mean 'simclr'?")
                .endsWith("(see 'ssl4j help methods')");
        for (SslMethodProvider method : SslMethods.all()) {
            String list = Cli.run("methods", method.name()).succeeded().out();
            assertThat(list.lines()).first().isEqualTo(method.name());
            for (Modality<?> modality : Modalities.all()) {
                if (method.worksOn(modality)) {
                    assertThat(method.options(modality))
                            .allSatisfy(option -> assertThat(list).contains("--set " + option.name() + "="));
                }
            }
        }
    }

    /** The end of the process does not write what a writer still holds. */
    @Test
    void nothingIsLeftInTheWritersWhenACommandEnds() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Ssl4j.run(
                new PrintWriter(new BufferedWriter(out)), new PrintWriter(new BufferedWriter(err)), "methods");
        assertThat(code).isZero();
        assertThat(out).hasToString(Cli.run("methods").succeeded().out());
        Ssl4j.run(new PrintWriter(new BufferedWriter(out)), new PrintWriter(new BufferedWriter(err)), "evaluate");
        assertThat(err).hasToString(Cli.run("evaluate").err());
    }

    @Test
    void augmentDrawsAPicture() throws IOException {
        Path data = ImageFixtures.writeIdxImages(folder.resolve("images"), SyntheticImages.noise(9, 16, 16, 1, 1));
        Path png = folder.resolve("views.png");
        Cli drawn = Cli.run("augment", "--data", data, "--out", png, "--images", "3", "--repeats", "2")
                .succeeded();
        assertThat(drawn.out())
                .startsWith("gray-small" + System.lineSeparator() + "view 1 to 2: crop(0.4..1), flip(0.5), ")
                .contains("written: " + png);
        BufferedImage picture = ImageIO.read(png.toFile());
        // 3 rows of an original and 2 x 2 views, cells of 96, with gaps of 4 around them, and 22 for the labels.
        assertThat(picture.getWidth()).isEqualTo(5 * 96 + 6 * 4);
        assertThat(picture.getHeight()).isEqualTo(22 + 3 * (96 + 4));
    }

    /** Every example as it would be typed: its command and options exist, and its values can be. */
    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesOfTheHelpAndOfTheDocumentationCanBeTyped(String example) {
        String[] words = example.split(" +");
        CommandLine line = Ssl4j.commandLine(nowhere(), nowhere());
        CommandLine.ParseResult parsed = line.parseArgs(Arrays.copyOfRange(words, 1, words.length));
        assertThat(parsed.hasSubcommand()).isTrue();
        Map<String, String> set = new LinkedHashMap<>();
        String method = "simclr";
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--set")) {
                set.put(words[i + 1].split("=")[0], words[i + 1].split("=")[1]);
            }
            method = words[i].equals("--method") ? words[i + 1] : method;
        }
        SslMethodProvider provider = SslMethods.named(method);
        Modality<?> images = Modalities.named("image");
        provider.check(images, MethodOptions.of(method, provider.options(images), set));
    }

    @Test
    void thePageOfTheCommandLineNamesEveryCommandAndOption() throws IOException {
        String page = Files.readString(Path.of("../../docs/CLI.md"));
        Ssl4j.commandLine(nowhere(), nowhere()).getSubcommands().forEach((name, command) -> {
            assertThat(page).containsPattern("\\| [^|]*`" + name + "`[^|]* \\|");
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.longestName().matches("--(help|version)")) {
                    assertThat(page).as(name).containsPattern("`" + "[^`]*" + option.longestName() + "\\b");
                }
            }
        });
    }

    static Stream<String> examples() throws IOException {
        CommandLine top = Ssl4j.commandLine(nowhere(), nowhere());
        Stream<String> help = Stream.concat(Stream.of(top), top.getSubcommands().values().stream())
                .flatMap(command ->
                        Stream.of(command.getCommandSpec().usageMessage().footer()))
                .filter(line -> line.startsWith("  ssl4j "))
                .map(String::strip);
        Stream<String> page = Files.readAllLines(Path.of("../../docs/CLI.md")).stream()
                .filter(line -> line.startsWith("examples/ssl4j "))
                .map(line -> line.replaceFirst(" +#.*", ""));
        return Stream.concat(help, page);
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }

    @Test
    void augmentRefusesWhatItCannotDraw() {
        assertThat(Cli.run("augment", "--out", folder.resolve("v.png"), "--views", "sepia")
                        .usageError())
                .startsWith(
                        "ssl4j: --views got 'sepia': there is no recipe 'sepia' for images; the recipes are simclr, simclr-small, ")
                .endsWith(" gray-small (see 'ssl4j help augment')");
        assertThat(Cli.run("augment", "--out", folder.resolve("v.png"), "--images", "0")
                        .usageError())
                .isEqualTo("ssl4j: --samples must be at least 1, got 0 (see 'ssl4j help augment')");
    }
}
