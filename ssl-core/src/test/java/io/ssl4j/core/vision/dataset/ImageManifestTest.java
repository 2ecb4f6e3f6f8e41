package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageManifestTest {

    private static final List<Image> IMAGES = IntStream.range(0, 4)
            .mapToObj(i -> SyntheticImages.noise(4, 5, 6, 3, 1).get(i))
            .toList();

    @TempDir
    Path folder;

    @BeforeEach
    void images() {
        ImageFixtures.writePicture(folder.resolve("photos/0.png"), IMAGES.get(0));
        ImageFixtures.writePicture(folder.resolve("photos/a, \"b\".png"), IMAGES.get(1));
        ImageFixtures.writePicture(folder.resolve("2.png"), IMAGES.get(2));
        ImageFixtures.writePicture(folder.resolve("grün/3.png"), IMAGES.get(3));
    }

    private Path manifest(String text) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), text);
    }

    private LabeledImageDataset open(String text) throws IOException {
        return LabeledImageDataset.manifest(manifest(text), ImageFolderOptions.defaults());
    }

    @Test
    void pathsAreRelativeToTheManifestAndLabelsAreSorted() throws IOException {
        LabeledImageDataset images = open("\uFEFFID,Label,Path\r\n7,dog,photos/0.png\r\n"
                + "8,cat,\"photos/a, \"\"b\"\".png\"\r\n9,ant, " + folder.resolve("2.png") + "\r\n10,dog,grün/3.png");
        assertThat(images.classNames()).containsExactly("ant", "cat", "dog");
        assertThat(images.labels()).containsExactly(2, 1, 0, 2);
        for (int i = 0; i < 4; i++) {
            assertThat(images.get(i).bytes()).isEqualTo(IMAGES.get(i).bytes());
        }
        assertThat(images.name(0)).isEqualTo("photos/0.png");
        assertThat(images.name(2)).isEqualTo("2.png");
    }

    /** As spreadsheets write them where the comma is the decimal sign. */
    @Test
    void semicolonsAndTabsAreReadToo() throws IOException {
        assertThat(open("\uFEFFpath;label\r\n2.png;dog\r\n\"photos/a, \"\"b\"\".png\";cat\r\n")
                        .labels())
                .containsExactly(1, 0);
        assertThat(open("path\tlabel\n2.png\tdog\n").size()).isEqualTo(1);
    }

    @Test
    void utf16IsRefusedByName() throws IOException {
        Path file = folder.resolve("list.csv");
        Files.write(file, "\uFEFFpath,label\n2.png,dog\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> ImageManifest.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + ": a manifest must be text in UTF-8; save it as such");
    }

    @Test
    void aSourceKeepsTheSplitsApart() throws IOException {
        ImageSource source = ImageSource.open(manifest("path,label,split\nphotos/0.png,b,train\n2.png,a,TEST\n"
                + "grün/3.png,b,\n\"photos/a, \"\"b\"\".png\",c,val\n"));
        assertThat(source.format()).isEqualTo("manifest");
        LabeledImageDataset train = source.labeledTrain().orElseThrow();
        LabeledImageDataset test = source.labeledTest().orElseThrow();
        assertThat(train.classNames()).isEqualTo(test.classNames()).containsExactly("a", "b", "c");
        assertThat(train.labels()).containsExactly(1, 1);
        assertThat(train.name(1)).isEqualTo("grün/3.png");
        assertThat(test.labels()).containsExactly(0);
        assertThat(open("path,label\n2.png,x\n").size()).isEqualTo(1);
        assertThat(ImageSource.open(manifest("path,label,split\n2.png,a,train\nphotos/0.png,a,val\n"))
                        .test())
                .get()
                .hasToString("1 images in 1 classes");
    }

    @Test
    void resizeAndUnreadableFilesAreAsForFolders() throws IOException {
        Files.writeString(folder.resolve("broken.png"), "no picture");
        Path file = manifest("path,label\n2.png,x\nbroken.png,y\nphotos/0.png,z\n");
        ImageFolderOptions options = ImageFolderOptions.defaults().withResize(3, 3);
        LabeledImageDataset images = LabeledImageDataset.manifest(file, options.withUnreadable(Unreadable.SKIP));
        assertThat(images.labels()).containsExactly(0, 2);
        assertThat(images.shape()).isEqualTo(new ImageShape(3, 3, 3));
        assertThat(images.skipped()).extracting(SkippedFile::path).containsExactly(folder.resolve("broken.png"));
        assertThatThrownBy(() -> LabeledImageDataset.manifest(file, options).get(1))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("broken.png at byte 0: an image file begins as");
    }

    @Test
    void errorsNameTheLine() throws IOException {
        refused("", "line 1: the first line must name the columns path, label and, if wanted, split, got []");
        refused("a,b\n1,2\n", "line 1: the first line must name the columns path, label and, if wanted, split, got");
        refused("path,path,label\n", "line 1: the first line must name the columns");
        refused("path,label\n", "a manifest must list at least one image, got only the header");
        refused("path,label\n2.png,a\n\n2.png\n", "line 4: there must be 2 fields as in the first line, got 1;");
        refused("path,label\n2.png,\n", "line 2: path and label must not be empty, got '2.png' and ''");
        refused("path,label,split\n2.png,a,dev\n", "line 2: a split must be train, test, val, valid, validation or");
        refused(
                "path,label\n2.png,\"a\nb\"\n4.png,a\n",
                "line 4: there must be a file at " + folder.resolve("4.png") + ", got nothing there; relative paths");
        refused("path,label\nphotos,a\n", "got a folder there; relative paths begin at the manifest's folder");
        refused("path,label\n2\0.png,a\n", "line 2: '2\0.png' cannot be a path: ");
        Files.write(
                folder.resolve("list.csv"), "path,label\ngr\u00FCn/3.png,x\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ImageManifest.read(folder.resolve("list.csv")))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(folder.resolve("list.csv") + ": a manifest must be text in UTF-8; save it as such");
        assertThatThrownBy(() -> ImageSource.open(manifest("path,label,split\n2.png,a,test\n")))
                .hasMessageContaining("a manifest must list images to learn from, got none but for testing");
    }

    private void refused(String text, String problem) throws IOException {
        Path file = manifest(text);
        assertThatThrownBy(() -> ImageManifest.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem);
    }
}
