package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person should know about data is said once, with counts. */
class DataNotesTest {

    @TempDir
    Path folder;

    private Path photos;
    private String first;

    @BeforeEach
    void write() throws IOException {
        LabeledImageDataset images = SyntheticImages.patterns(12, 3, 16, 3, 1);
        first = images.classNames().get(0);
        photos = folder.resolve("photos");
        ImageFixtures.writeClassFolder(photos.resolve("train"), images.select(range(0, 24)));
        ImageFixtures.writeClassFolder(photos.resolve("test"), images.select(range(20, 26)));
        Files.createSymbolicLink(photos.resolve("train/" + first + "/all"), photos.resolve("train"));
        Files.writeString(photos.resolve("test/Thumbs.db"), "");
        Files.writeString(photos.resolve("LICENSE"), "");
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }

    @Test
    void pretrainSaysEachOnce() {
        String out = Cli.pretrain("--data", photos, "--out", folder.resolve("run"), "--validation-share", "0")
                .succeeded()
                .out();
        assertThat(out.lines().filter(line -> line.startsWith("note: ")))
                .contains(
                        "note: 1 file in " + photos.resolve("train") + " is left out: 1 link back to a folder above"
                                + " (all)",
                        "note: 1 file in " + photos.resolve("test") + " is left out: 1 hidden (Thumbs.db)",
                        "note: 1 file in " + photos + " is left out: 1 by their extension (1 without extension); a file"
                                + " without extension is used once it is named with that of its format")
                .doesNotHaveDuplicates()
                .anySatisfy(line -> assertThat(line)
                        .startsWith("note: 1 class of the test part is not in the training part, so 2 of 6 test images"
                                + " cannot be classified: "))
                .anySatisfy(line -> assertThat(line).startsWith("note: 4 of 6 test images stand in the training part"));
    }

    @Test
    void evaluateEmbedAndPackSayWhatWasLeftOut() {
        String left = "note: 1 file in " + photos.resolve("train") + " is left out: ";
        Path encoder = folder.resolve("run/encoder.zip");
        Cli.pretrain("--data", photos, "--out", folder.resolve("run"), "--validation-share", "0")
                .succeeded();
        assertThat(Cli.run("evaluate", "--encoder", encoder).succeeded().out())
                .containsOnlyOnce(left)
                .containsOnlyOnce("note: 4 of 6 test images stand in the training part");
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--out", folder.resolve("v.csv"))
                        .succeeded()
                        .out())
                .containsOnlyOnce(left);
        assertThat(Cli.run("pack", "--data", photos, "--out", folder.resolve("p.pack"))
                        .succeeded()
                        .out())
                .containsOnlyOnce(left);
    }

    @Test
    void linksThatLeadNowhereEndTheRunUnlessSkipped() throws IOException {
        Path gone = Files.createSymbolicLink(photos.resolve("train/" + first + "/gone.png"), Path.of("nowhere"));
        assertThat(Cli.pretrain("--data", photos, "--out", folder.resolve("run"))
                        .failure())
                .isEqualTo("ssl4j: " + gone + ": the link leads nowhere; get what the links stand for (git annex get,"
                        + " dvc pull), or leave them out (Unreadable.SKIP); --skip-unreadable leaves such files out");
        assertThat(Cli.run("pack", "--data", photos, "--skip-unreadable", "--out", folder.resolve("p.pack"))
                        .succeeded()
                        .out())
                .contains("note: 1 of 25 image files in " + photos.resolve("train") + " cannot be read and are left"
                        + " out: " + first + "/gone.png: the link leads nowhere");
    }
}
