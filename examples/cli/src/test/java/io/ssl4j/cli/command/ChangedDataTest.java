package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.run.PreparedRun;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose images are removed, replaced or joined by others: nothing goes on without a word, and no test image is
 * learned from.
 */
class ChangedDataTest {

    private static final LabeledImageDataset IMAGES = SyntheticImages.patterns(22, 3, 12, 1, 1);

    @TempDir
    Path folder;

    private Path photos;
    private Path run;

    /** Sixty images in three classes. */
    @BeforeEach
    void write() {
        photos = folder.resolve("photos");
        run = folder.resolve("run");
        for (int i = 0; i < IMAGES.size(); i++) {
            if (i % 22 < 20) {
                write(i);
            }
        }
    }

    private void write(int index) {
        ImageFixtures.writePicture(photos.resolve(name(index)), IMAGES.get(index));
    }

    private static String name(int index) {
        return "class" + IMAGES.label(index) + "/image" + index + ".png";
    }

    private Cli begin(Object... more) {
        List<Object> options = Stream.concat(
                        Stream.of(
                                "--data",
                                photos,
                                "--epochs",
                                "3",
                                "--batch-size",
                                "8",
                                "--knn-every",
                                "0",
                                "--out",
                                run),
                        Stream.of(more))
                .toList();
        return Cli.pretrain(options.toArray());
    }

    /** Stopped after one step. */
    private void beginAndStop(Object... more) {
        Object[] options =
                Stream.concat(Stream.of("--max-time", "1e-6"), Stream.of(more)).toArray();
        assertThat(begin(options).code()).isEqualTo(PreparedRun.STOPPED);
    }

    private static Set<String> names(Path run, String... parts) throws IOException {
        return Cli.lines(run.resolve("data.csv")).stream()
                .map(line -> line.split(","))
                .filter(fields -> List.of(parts).contains(fields[1]))
                .map(fields -> fields[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theSamplesAndTheirPartsAreWrittenAtTheStart() throws IOException {
        beginAndStop();
        List<String> lines = Cli.lines(run.resolve("data.csv"));
        assertThat(lines).hasSize(61).startsWith("source,part,name,content");
        assertThat(lines.subList(1, 61))
                .allMatch(line -> line.matches("train,(train|validation|test),class\\d/image\\d+\\.png,[0-9a-f]{32}"));
        assertThat(names(run, "train", "validation", "test")).hasSize(60);
        assertThat(names(run, "test")).isNotEmpty();
        assertThat(names(run, "validation")).isNotEmpty();
    }

    @Test
    void aRemovedImageIsNamedAndTheRunDoesNotResume() throws IOException {
        beginAndStop();
        Files.delete(photos.resolve(name(5)));
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .isEqualTo(
                        "ssl4j: the data in " + photos + " has changed since the run in " + run + " began: '" + name(5)
                                + "' is gone (of 60 images, 1 gone, 0 new, 0 changed); bring it back, or add"
                                + " --accept-changed-data: each of the images then stays in its part, what is gone is left out,"
                                + " and what is new is not used");
        write(5);
        Cli.run("pretrain", "--resume", run).succeeded();
    }

    @Test
    void aReplacedOrNewImageIsNamed() throws IOException {
        beginAndStop();
        Image other = IMAGES.get(40);
        ImageFixtures.writePicture(photos.resolve(name(5)), other);
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .contains("'" + name(5) + "' has changed (of 60 images, 0 gone, 0 new, 1 changed)");
        write(20);
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .contains("'" + name(20) + "' is new (of 60 images, 0 gone, 1 new, 1 changed)");
    }

    @Test
    void changedDataIsAcceptedIfAskedForAndTheSplitStays() throws IOException {
        beginAndStop();
        String learned = names(run, "train").iterator().next();
        String tested = names(run, "test").iterator().next();
        List<String> before = Cli.lines(run.resolve("data.csv"));
        int learning = names(run, "train").size();
        int testing = names(run, "test").size();
        Files.delete(photos.resolve(learned));
        Files.delete(photos.resolve(tested));
        write(20);
        write(21);
        Cli resumed =
                Cli.run("pretrain", "--resume", run, "--accept-changed-data").succeeded();
        assertThat(resumed.out())
                .contains("warning: the data in " + photos + " has changed since the run in " + run + " began: ")
                .contains("(of 60 images, 2 gone, 2 new, 0 changed)")
                .contains((learning - 1) + " images of 12 x 12 x 3 to learn from")
                .contains((testing - 1) + " to test");
        assertThat(Cli.lines(run.resolve("data.csv"))).isEqualTo(before);
    }

    @Test
    void aRunIsMeasuredAgainOnlyOnItsOwnData() throws IOException {
        begin("--epochs", "1").succeeded();
        Cli.run("evaluate", "--encoder", run.resolve("encoder.zip")).succeeded();
        int testing = names(run, "test").size();
        String tested = names(run, "test").iterator().next();
        Files.delete(photos.resolve(tested));
        assertThat(Cli.run("evaluate", "--encoder", run.resolve("encoder.zip")).failure())
                .contains("has changed since the run in " + run + " began: '" + tested + "' is gone");
        Cli accepted = Cli.run("evaluate", "--encoder", run.resolve("encoder.zip"), "--accept-changed-data")
                .succeeded();
        assertThat(accepted.out()).contains(names(run, "train").size() + " labelled samples to fit, " + (testing - 1));
    }

    @Test
    void aFolderThatGrewByATenthKeepsEveryTestAndValidationImageOutOfTraining() throws IOException {
        beginAndStop();
        for (int i = 0; i < IMAGES.size(); i++) {
            write(i);
        }
        Path again = folder.resolve("again");
        begin("--max-time", "1e-6", "--out", again);
        assertThat(names(again, "train", "validation", "test")).hasSize(66);
        assertThat(names(again, "train")).doesNotContainAnyElementsOf(names(run, "test"));
        assertThat(names(again, "train")).doesNotContainAnyElementsOf(names(run, "validation"));
        assertThat(names(again, "test")).containsAll(names(run, "test"));
        // And the other way round: what the first run learned from tests nothing in the second.
        assertThat(names(again, "test")).doesNotContainAnyElementsOf(names(run, "train"));
    }

    @Test
    void aRunThatDoesNotSayWhatItLearnedFromIsRefused() throws IOException {
        begin("--epochs", "1").succeeded();
        Files.delete(run.resolve("data.csv"));
        String problem = "the run in " + run + " does not say which samples it learned from: there is no "
                + run.resolve("data.csv");
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .isEqualTo(
                        "ssl4j: " + problem + "; begin it again, or add --accept-changed-data to draw the split anew,"
                                + " which may test on samples that it learned from");
        assertThat(Cli.run("evaluate", "--encoder", run.resolve("encoder.zip")).failure())
                .contains(problem);
        assertThat(Cli.run("pretrain", "--resume", run, "--accept-changed-data")
                        .succeeded()
                        .out())
                .contains("warning: " + problem + "; the split is drawn anew");
    }

    @Test
    void contentsAreReadOnlyAsOftenAsAskedFor() throws IOException {
        beginAndStop("--check-samples", "0");
        assertThat(Cli.lines(run.resolve("data.csv")).subList(1, 61)).allMatch(line -> line.endsWith(".png,"));
        ImageFixtures.writePicture(photos.resolve(names(run, "test").iterator().next()), IMAGES.get(40));
        Cli.run("pretrain", "--resume", run).succeeded();
    }

    @Test
    void acceptingIsForDataThatWasRecorded() {
        assertThat(begin("--accept-changed-data").usageError())
                .startsWith("ssl4j: --accept-changed-data is for --resume: a new run takes its data as it is");
    }
}
