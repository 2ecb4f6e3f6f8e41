package io.ssl4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Help, the list of methods, and the picture of views. */
class CommandsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pretrain", "table", "evaluate", "embed", "augment", "doctor"})
    void helpExplainsEveryOptionAndGivesAnExample(String command) {
        String help = Cli.run(command, "--help").succeeded().out();
        assertThat(Cli.run("help", command).succeeded().out()).isEqualTo(help);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine line = Ssl4j.commandLine(nowhere, nowhere).getSubcommands().get(command);
        for (OptionSpec option : line.getCommandSpec().options()) {
            assertThat(help).contains(option.longestName());
            assertThat(String.join(" ", option.description()))
                    .as(option.longestName())
                    .hasSizeGreaterThan(15);
        }
        assertThat(help).contains("  ssl4j " + command + " --");
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
                        "methods",
                        "doctor",
                        "Exit codes",
                        "ssl4j pretrain --out");
        assertThat(Cli.run("--version").succeeded().out()).startsWith("ssl4j ");
        assertThat(Cli.run().usageError()).isEqualTo("ssl4j: Missing required subcommand (see 'ssl4j --help')");
        assertThat(Cli.run("pretrian").usageError()).startsWith("ssl4j: Unmatched argument at index 0: 'pretrian'");
    }

    @Test
    void methodsListsEveryMethodWithItsOptions() {
        String list = Cli.run("methods").succeeded().out();
        assertThat(SslMethods.all()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(list.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("method works on", "simclr images, series", "rotation images");
        for (SslMethodProvider method : SslMethods.all()) {
            assertThat(list.lines()).contains(method.name());
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
        Path png = folder.resolve("made/views.png");
        Cli drawn = Cli.run("augment", "--data", data, "--out", png, "--images", "3", "--repeats", "2")
                .succeeded();
        assertThat(drawn.out()).startsWith("views copy 0: ").contains("written: " + png);
        BufferedImage picture = ImageIO.read(png.toFile());
        // 3 rows of an original and 2 x 2 views, cells of 96, with gaps of 4 around them.
        assertThat(picture.getWidth()).isEqualTo(5 * 96 + 6 * 4);
        assertThat(picture.getHeight()).isEqualTo(3 * 96 + 4 * 4);
    }

    @Test
    void augmentRefusesWhatItCannotDraw() {
        assertThat(Cli.run("augment", "--out", folder.resolve("v.png"), "--views", "sepia")
                        .usageError())
                .startsWith("ssl4j: --views of images must be one of ")
                .contains("simclr-small", "gray-small")
                .endsWith("got 'sepia' (see 'ssl4j help augment')");
        assertThat(Cli.run("augment", "--out", folder.resolve("v.png"), "--images", "0")
                        .usageError())
                .isEqualTo("ssl4j: --samples must be at least 1, got 0 (see 'ssl4j help augment')");
    }
}
