package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output files: none is replaced without being asked, and no folder is made elsewhere. */
class OutputFilesTest {

    @TempDir
    Path folder;

    private Path data;
    private Path encoder;
    private Path run;

    @BeforeEach
    void prepare() throws IOException {
        var images = SyntheticImages.patterns(12, 2, 16, 1, 1);
        data = ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), images.labels());
        encoder = folder.resolve("encoder.zip");
        ImageEncoders.tiny(ImageInput.of(16, 16, 1), 1).save(encoder);
        run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("metrics.csv"), "step,epoch,loss,seconds\n1,1,0.5,2.0\n");
    }

    /** Every command that writes a file, without the file. */
    private Stream<List<Object>> commands() {
        return Stream.of(
                List.of("embed", "--encoder", encoder, "--data", data, "--out"),
                List.of("augment", "--data", data, "--samples", 2, "--out"),
                List.of("pack", "--data", data, "--out"),
                List.of("plot", run, "--out"),
                List.of("evaluate", "--encoder", encoder, "--data", data, "--test-share", 0.5, "--json"));
    }

    private static Cli run(List<Object> command, Object... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray());
    }

    @Test
    void anExistingFileStaysUnlessItMayBeOverwritten() throws IOException {
        Path file = folder.resolve("precious.csv");
        for (List<Object> command : commands().toList()) {
            Files.writeString(file, "precious");
            assertThat(run(command, file).failure())
                    .isEqualTo("ssl4j: " + command.get(command.size() - 1) + " must name a new file, and " + file
                            + " exists; name another, or replace it with --overwrite");
            assertThat(file).hasContent("precious");
            run(command, file, "--overwrite").succeeded();
            assertThat(Files.size(file)).as(command.toString()).isNotEqualTo("precious".length());
        }
    }

    @Test
    void theNamesNextToAnNpyFileStayToo() throws IOException {
        Path names = Files.writeString(folder.resolve("v.names.txt"), "precious");
        List<Object> embed = commands().findFirst().orElseThrow();
        assertThat(run(embed, folder.resolve("v.npy")).failure()).contains("and " + names + " exists");
        assertThat(folder.resolve("v.npy")).doesNotExist();
    }

    @Test
    void aFileThatIsReadIsNeverReplaced() {
        Path same = folder.resolve("../" + folder.getFileName() + "/" + data.getFileName());
        assertThat(Cli.run("pack", "--data", data, "--out", same, "--overwrite").failure())
                .isEqualTo("ssl4j: --out must not name a file that this command reads, got " + same + "; name another");
    }

    @Test
    void aFolderIsNoFile() {
        for (List<Object> command : commands().skip(1).toList()) {
            assertThat(run(command, run).failure())
                    .endsWith("must name a file, got the folder " + run + "; add a file name");
        }
    }

    @Test
    void foldersAreMadeOnlyBelowTheWorkingFolder() throws IOException {
        Path elsewhere = folder.resolve("not/there/file.csv");
        for (List<Object> command : commands().toList()) {
            assertThat(run(command, elsewhere).failure())
                    .endsWith(" must lie in an existing folder or below the working folder, and there is no folder "
                            + elsewhere.getParent() + "; make it first: mkdir -p " + elsewhere.getParent());
        }
        assertThat(folder.resolve("not")).doesNotExist();
        Path below = Path.of("target", "output-files-test", folder.getFileName().toString(), "v.csv");
        run(commands().findFirst().orElseThrow(), below).succeeded();
        assertThat(below).isNotEmptyFile();
    }
}
