package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ValueRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that {@code --data} takes, from the files to the summary. */
class DataKindsTest {

    @TempDir
    Path folder;

    @Test
    void aFolderOfClassFolders() throws IOException {
        Path photos =
                ImageFixtures.writeClassFolder(folder.resolve("photos"), SyntheticImages.patterns(20, 3, 20, 3, 1));
        Cli run = Cli.pretrain("--data", photos, "--size", "16x16", "--out", folder.resolve("run"))
                .succeeded();
        assertThat(run.out()).contains("39 images of 16 x 16 x 3 to learn from, 4 to watch, 17 to test");
        assertThat(summary()).contains("\"knnAccuracy\" : 0.");
    }

    @Test
    void aFolderOfCifarFiles() throws IOException {
        Path cifar = folder.resolve("cifar-10-batches-bin");
        ImageFixtures.writeCifar10(cifar.resolve("data_batch_1.bin"), SyntheticImages.patterns(10, 4, 32, 3, 1));
        ImageFixtures.writeCifar10(cifar.resolve("test_batch.bin"), SyntheticImages.patterns(3, 4, 32, 3, 2));
        Cli run = Cli.pretrain("--data", cifar, "--out", folder.resolve("run"), "--epochs", "1")
                .succeeded();
        assertThat(run.out()).contains("36 images of 32 x 32 x 3 to learn from, 4 to watch, 12 to test");
        assertThat(summary()).contains("\"raw pixels\" : {");
    }

    @Test
    void aFolderOfIdxFilesWithALimit() throws IOException {
        LabeledImageDataset train = SyntheticImages.patterns(20, 3, 16, 1, 1);
        LabeledImageDataset test = SyntheticImages.patterns(5, 3, 16, 1, 2);
        Path idx = folder.resolve("mnist");
        ImageFixtures.writeIdxImages(idx.resolve("train-images-idx3-ubyte.gz"), train);
        ImageFixtures.writeIdxLabels(idx.resolve("train-labels-idx1-ubyte.gz"), train.labels());
        ImageFixtures.writeIdxImages(idx.resolve("t10k-images-idx3-ubyte.gz"), test);
        ImageFixtures.writeIdxLabels(idx.resolve("t10k-labels-idx1-ubyte.gz"), test.labels());
        Cli run = Cli.pretrain("--data", idx, "--limit", "30", "--out", folder.resolve("run"))
                .succeeded();
        assertThat(run.out()).contains("26 images of 16 x 16 x 1 to learn from, 4 to watch, 15 to test");
    }

    @Test
    void aPackedFile() throws IOException {
        Path photos =
                ImageFixtures.writeClassFolder(folder.resolve("photos"), SyntheticImages.patterns(20, 3, 20, 3, 1));
        Path pack = folder.resolve("photos.pack");
        Cli packing = Cli.run("pack", "--data", photos, "--size", "16x16", "--out", pack)
                .succeeded();
        assertThat(packing.out()).isEqualTo("60 images of 16 x 16 x 3 in 3 classes, 0.0 MB: " + pack + "\n");
        Cli run = Cli.pretrain("--data", pack, "--out", folder.resolve("run")).succeeded();
        assertThat(run.out()).contains("39 images of 16 x 16 x 3 to learn from, 4 to watch, 17 to test");
        assertThat(Cli.run("pack", "--data", photos, "--part", "test", "--out", folder.resolve("test.pack"))
                        .err())
                .contains("--part test needs data with test images");
    }

    /** As spreadsheets write them where the comma is the decimal sign. */
    @Test
    void aCsvFileWithSemicolons() throws IOException {
        Path csv = folder.resolve("machines.csv");
        Files.writeString(csv, "\uFEFFtime;a;b\n" + "0;1;2\n1;3;4\n2;5;6\n3;7;8\n");
        Path png = folder.resolve("views.png");
        Cli.run("augment", "--modality", "series", "--data", csv, "--read", "time=time", "--out", png)
                .succeeded();
        assertThat(png).isNotEmptyFile();
    }

    @Test
    void aManifest() throws IOException {
        ImageFixtures.writeClassFolder(folder.resolve("photos"), SyntheticImages.patterns(2, 2, 20, 3, 1));
        List<Path> photos;
        try (Stream<Path> files = Files.walk(folder.resolve("photos"))) {
            photos = files.filter(Files::isRegularFile).sorted().toList();
        }
        Path manifest = folder.resolve("list.csv");
        Files.writeString(
                manifest,
                "path,label,split\n" + photos.get(0) + ",a,train\n" + photos.get(1) + ",b,train\n" + photos.get(3)
                        + ",b,test\n");
        Path pack = folder.resolve("list.pack");
        assertThat(Cli.run("pack", "--data", manifest, "--size", "16x16", "--out", pack)
                        .succeeded()
                        .out())
                .isEqualTo("2 images of 16 x 16 x 3 in 2 classes, 0.0 MB: " + pack + "\n");
        assertThat(Cli.run(
                                "pack",
                                "--data",
                                manifest,
                                "--part",
                                "test",
                                "--size",
                                "16x16",
                                "--out",
                                pack,
                                "--overwrite")
                        .succeeded()
                        .out())
                .startsWith("1 images of 16 x 16 x 3 in 2 classes");

        Files.writeString(manifest, "path,label\nabsent.png,a\n");
        assertThat(Cli.run("pack", "--data", manifest, "--out", folder.resolve("absent.pack"))
                        .failure())
                .isEqualTo("ssl4j: " + manifest + ": line 2: there must be a file at " + folder.resolve("absent.png")
                        + ", got nothing there; relative paths begin at the manifest's folder");
    }

    @Test
    void imagesWithoutLabelsLeaveTheAccuraciesEmpty() throws IOException {
        ImageDataset images = SyntheticImages.noise(32, 16, 16, 3, 1);
        for (int i = 0; i < images.size(); i++) {
            ImageFixtures.writePicture(folder.resolve("photos/" + i + ".png"), images.get(i));
        }
        Cli run = Cli.pretrain("--data", folder.resolve("photos"), "--out", folder.resolve("run"))
                .succeeded();
        assertThat(run.out())
                .contains("32 images of 16 x 16 x 3 to learn from")
                .contains("note: there are no labels, so accuracy cannot be measured");
        assertThat(summary())
                .contains("\"knnAccuracy\" : null")
                .contains("\"linearAccuracy\" : null")
                .contains("\"untrained\" : null")
                .contains("\"floors\" : null")
                .contains("\"samplesPerSecond\" : ");
        assertThat(folder.resolve("run/encoder.zip")).exists();
        assertThat(folder.resolve("run/knn.csv")).doesNotExist();
        assertThat(Cli.run("evaluate", "--encoder", folder.resolve("run/encoder.zip"))
                        .failure())
                .isEqualTo("ssl4j: there are no labels, so accuracy cannot be measured; give --data with labels:"
                        + " for images a folder of class folders, or IDX or CIFAR files with labels");
    }

    @Test
    void labelsOfOneClassMeasureNothing() throws IOException {
        ImageFixtures.writeIdxImages(
                folder.resolve("train-images-idx3-ubyte"), SyntheticImages.noise(40, 16, 16, 1, 1));
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), new int[40]);
        Cli run = Cli.pretrain("--data", folder.resolve("train-images-idx3-ubyte"), "--out", folder.resolve("run"))
                .succeeded();
        assertThat(run.out()).contains("note: all labelled images are of one class, so accuracy cannot be measured");
        assertThat(summary()).contains("\"knnAccuracy\" : null");
    }

    @Test
    void fewImagesHaveFewNeighbours() throws IOException {
        LabeledImageDataset images = SyntheticImages.patterns(8, 3, 16, 1, 1);
        ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), images.labels());
        Path encoder = folder.resolve("run/encoder.zip");
        Cli run = Cli.pretrain(
                        "--data",
                        folder.resolve("train-images-idx3-ubyte"),
                        "--batch-size",
                        "8",
                        "--out",
                        folder.resolve("run"))
                .succeeded();
        assertThat(run.out())
                .contains("note: with 14 labelled images, k-NN uses k = 14 and not 20")
                .containsPattern("14 labelled samples to fit, \\d to test; k-NN: k = 14, t = 0.1");
        assertThat(Cli.run("evaluate", "--encoder", encoder).succeeded().out())
                .contains("note: with 14 labelled images, k-NN uses k = 14 and not 20");
    }

    @Test
    void imagesThatAreNeedlesslyLargeAreRemarkedOn() {
        Path idx = ImageFixtures.writeIdxImages(folder.resolve("large"), SyntheticImages.noise(4, 160, 128, 1, 1));
        Cli run = Cli.pretrain("--data", idx, "--out", folder.resolve("run"), "--epochs", "1", "--batch-size", "4")
                .succeeded();
        assertThat(run.out())
                .contains("note: 160 x 128 pixels are many for tiny; with --size 64x64 the run takes about 1/5 of the"
                        + " time and memory");
    }

    @Test
    void unreadablePicturesAreListedWhenTheyMayBeLeftOut() throws IOException {
        Path photos =
                ImageFixtures.writeClassFolder(folder.resolve("photos"), SyntheticImages.patterns(12, 2, 16, 3, 1));
        Path bad = ImageFixtures.write(photos.resolve("bad.png"), new byte[] {1, 2, 3});
        Cli run = Cli.pretrain("--data", photos, "--skip-unreadable", "--out", folder.resolve("run"))
                .succeeded();
        assertThat(run.out())
                .containsOnlyOnce("note: 1 of 25 image files in " + photos + " cannot be read and are left out: "
                        + bad.getFileName() + ": at byte 0: an image file begins as PNG");
    }

    /** Elevations from -1000 to 1155, as signed TIFF files of 16 bits. */
    private Path elevations() throws IOException {
        byte[] content;
        try (InputStream in = ImageFixtures.class.getResourceAsStream("/kinds/numbers/int16.tif")) {
            content = in.readAllBytes();
        }
        Path scans = folder.resolve("scans");
        for (int i = 0; i < 20; i++) {
            ImageFixtures.write(scans.resolve(i + ".tif"), content);
        }
        return scans;
    }

    @Test
    void samplesThatAreNumbersNeedARange() throws IOException {
        assertThat(Cli.pretrain("--data", elevations(), "--color", "gray", "--out", folder.resolve("run"))
                        .failure())
                .contains(
                        "has samples of signed 16 bits from -1000 to 1155, a type without a range of its own; say which"
                                + " values become 0 and 1: --range LOW:HIGH");
        assertThat(Cli.pretrain("--data", folder, "--range", "wide", "--out", folder.resolve("run"))
                        .usageError())
                .contains("a range must be LOW:HIGH such as -1000:1000, or two percentiles such as 1%:99%, got 'wide'");
    }

    @Test
    void aGivenRangeIsKeptInTheRunAndInTheEncoder() throws IOException {
        Path run = folder.resolve("run");
        Cli.pretrain("--data", elevations(), "--color", "gray", "--range", "-1000:1000", "--out", run)
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml"))).contains("range: -1000:1000");
        Encoder<Image> encoder = Encoder.load(run.resolve("encoder.zip"), Image.class);
        assertThat(ImageInput.of(encoder).range()).contains(new ValueRange(-1000, 1000));
        Cli.run(
                        "embed",
                        "--encoder",
                        run.resolve("encoder.zip"),
                        "--data",
                        elevations(),
                        "--color",
                        "gray",
                        "--out",
                        folder.resolve("features.csv"))
                .succeeded();
    }

    @Test
    void percentilesOfTheImagesAreARange() throws IOException {
        Path run = folder.resolve("run");
        Cli.pretrain("--data", elevations(), "--color", "gray", "--range", "0%:100%", "--out", run)
                .succeeded();
        Encoder<Image> encoder = Encoder.load(run.resolve("encoder.zip"), Image.class);
        assertThat(ImageInput.of(encoder).range()).contains(new ValueRange(-1000, 1155));
    }

    @Test
    void anEvaluationThatFailsLosesNothing() throws IOException {
        Path photos = folder.resolve("photos");
        ImageFixtures.writeClassFolder(photos.resolve("train"), SyntheticImages.patterns(10, 2, 16, 3, 1));
        LabeledImageDataset test = SyntheticImages.patterns(2, 2, 16, 3, 2);
        ImageFixtures.writeClassFolder(photos.resolve("test"), test);
        Path damaged = photos.resolve("test/" + test.classNames().get(0) + "/00000.png");
        byte[] content = Files.readAllBytes(damaged);
        Files.write(damaged, java.util.Arrays.copyOf(content, content.length - 40));
        Path out = folder.resolve("run");
        assertThat(Cli.pretrain("--data", photos, "--out", out).failure())
                .startsWith(
                        "ssl4j: the encoder is saved as " + out.resolve("encoder.zip") + ", but measuring it failed: ")
                .contains(damaged + " at byte ")
                .endsWith("; to measure it again: ssl4j pretrain --resume " + out);
        float[] trained = Cli.parameters(out.resolve("encoder.zip"));
        assertThat(out.resolve("summary.json")).doesNotExist();

        Files.write(damaged, content);
        Cli.run("pretrain", "--resume", out).succeeded();
        assertThat(summary()).contains("\"knnAccuracy\" : ");
        assertThat(Cli.parameters(out.resolve("encoder.zip"))).isEqualTo(trained);
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("run/summary.json"));
    }
}
