package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

    @TempDir
    Path folder;

    private final Image small = SyntheticImages.noise(1, 8, 8, 3, 1).get(0);

    @BeforeEach
    void write() throws IOException {
        write("cats/b.png", small);
        write("cats/a.jpg", small);
        write("dogs/deep/er/c.bmp", SyntheticImages.noise(1, 8, 8, 1, 2).get(0));
        write("dogs/.hidden.png", small);
        write(".cache/x.png", small);
        Files.writeString(folder.resolve("cats/notes.txt"), "not an image");
        Files.createDirectories(folder.resolve("empty"));
    }

    private Path write(String name, Image image) {
        return ImageFixtures.writePicture(folder.resolve(name), image);
    }

    private static String[] names(Dataset<?> data) {
        return IntStream.range(0, data.size()).mapToObj(data::name).toArray(String[]::new);
    }

    private Path damage(String name) throws IOException {
        Path file = write(name, SyntheticImages.noise(1, 32, 32, 3, 9).get(0));
        byte[] whole = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    @Test
    void listsImagesRecursivelyInTheOrderOfTheirPaths() {
        ImageDataset images = ImageDataset.fromFolder(folder);

        assertThat(names(images)).containsExactly("cats/a.jpg", "cats/b.png", "dogs/deep/er/c.bmp");
        assertThat(images.shape()).isEqualTo(new ImageShape(8, 8, 3));
        assertThat(images.get(1).bytes()).isEqualTo(small.bytes());
        assertThat(images.skipped()).isEmpty();
        assertThat(images).hasToString("3 images of 8 x 8 x 3");
    }

    /** The rule of ImageSource, stated in one place: {@link FolderParts}. */
    @Test
    void trainAndTestArePartsForEveryReaderAndNotClasses() {
        Path split = folder.resolve("split");
        for (String name : new String[] {"train/cats/1.png", "train/dogs/2.png", "val/cats/3.png", "val/dogs/4.png"}) {
            ImageFixtures.writePicture(split.resolve(name), small);
        }
        assertThatThrownBy(() -> LabeledImageDataset.fromFolder(split))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a folder that is read as one set of images must not be split, but all images of " + split
                        + " lie in train and val, its parts; open " + split.resolve("train")
                        + ", or both parts with ImageSource.open(folder)");
        assertThatThrownBy(() -> ImageDataset.fromFolder(split)).hasMessageContaining("must not be split");
        assertThat(ImageSource.open(split).test().orElseThrow().size()).isEqualTo(2);
        assertThat(LabeledImageDataset.fromFolder(split.resolve("train")).classNames())
                .containsExactly("cats", "dogs");
    }

    @Test
    void nextToAnotherSubFolderTrainAndTestAreClasses() {
        Path classes = folder.resolve("vehicles");
        for (String name : new String[] {"train/1.png", "test/2.png", "ship/3.png"}) {
            ImageFixtures.writePicture(classes.resolve(name), small);
        }
        assertThat(LabeledImageDataset.fromFolder(classes).classNames()).containsExactly("ship", "test", "train");
        assertThat(ImageSource.open(classes).test()).isEmpty();
        assertThat(ImageSource.open(classes).labeledTrain().orElseThrow().classNames())
                .containsExactly("ship", "test", "train");
    }

    @Test
    void subFoldersAreClasses() {
        LabeledImageDataset images = LabeledImageDataset.fromFolder(folder);

        assertThat(images.classNames()).containsExactly("cats", "dogs");
        assertThat(images.labels()).containsExactly(0, 0, 1);

        Path loose = write("loose.png", small);
        assertThatThrownBy(() -> LabeledImageDataset.fromFolder(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a labelled folder has one sub-folder per class, but " + loose + " lies directly in "
                        + folder + "; move it, or open the folder without labels");
    }

    @Test
    void mixedSizesNeedAResize() {
        write("dogs/large.png", SyntheticImages.noise(1, 12, 20, 3, 3).get(0));
        ImageDataset images = ImageDataset.fromFolder(folder);

        assertThat(images.commonShape()).isEmpty();
        assertThatThrownBy(images::shape)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("all images must have one shape, but image 0 (cats/a.jpg) is 8 x 8 x 3 and image 3"
                        + " (dogs/large.png) is 12 x 20 x 3; ask for a resize (ImageFolderOptions.withResize or"
                        + " ImageDataset.resized)");

        ImageDataset resized =
                ImageDataset.fromFolder(folder, ImageFolderOptions.defaults().withResize(6, 6));
        assertThat(resized.shape()).isEqualTo(new ImageShape(6, 6, 3));
        assertThat(resized.get(3).shape()).isEqualTo("6 x 6 x 3");
        assertThat(images.resized(6, 6).get(3).bytes()).isEqualTo(resized.get(3).bytes());
    }

    @Test
    void optionsForAnEncoderGiveWhatItTakes() {
        ImageFolderOptions options = ImageFolderOptions.of(ImageInput.of(4, 6, 1));
        ImageDataset gray = ImageDataset.fromFolder(folder, options);
        assertThat(gray.shape()).isEqualTo(new ImageShape(4, 6, 1));
        assertThat(ImageFile.read(folder.resolve("cats/b.png"), options).bytes())
                .isEqualTo(gray.get(1).bytes());
        assertThat(ImageFolderOptions.of(ImageInput.of(4, 6, 3)))
                .isEqualTo(ImageFolderOptions.defaults().withResize(4, 6));

        assertThatThrownBy(() -> ImageFolderOptions.of(ImageInput.of(4, 6, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image files are read with 1 channel (gray) or 3 (RGB), but the encoder takes 2; use"
                        + " withColor(ColorMode.AS_STORED) for files that have so many");
    }

    @Test
    void mixedChannelsNeedAColourMode() {
        ImageFolderOptions asStored = ImageFolderOptions.defaults().withColor(ColorMode.AS_STORED);

        assertThatThrownBy(() -> ImageDataset.fromFolder(folder, asStored).shape())
                .hasMessageContaining(
                        "image 2 (dogs/deep/er/c.bmp) is 8 x 8 x 1; open the folder with one colour mode");
        assertThat(ImageDataset.fromFolder(folder, asStored.withColor(ColorMode.GRAY))
                        .shape())
                .isEqualTo(new ImageShape(8, 8, 1));
    }

    @Test
    void anUnreadableImageFailsWhenItIsRead() throws IOException {
        Path damaged = damage("cats/c.png");
        ImageDataset images = ImageDataset.fromFolder(folder);

        assertThat(images.size()).isEqualTo(4);
        assertThatThrownBy(() -> images.get(2))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(damaged + " at byte " + Files.size(damaged) + ": the file is cut short");
    }

    @Test
    void unreadableImagesAreSkippedAndReportedWhenAsked() throws IOException {
        Path damaged = damage("cats/c.png");
        Path text = Files.writeString(folder.resolve("dogs/z.gif"), "text");
        LabeledImageDataset images = LabeledImageDataset.fromFolder(
                folder, ImageFolderOptions.defaults().withUnreadable(Unreadable.SKIP));

        assertThat(names(images)).containsExactly("cats/a.jpg", "cats/b.png", "dogs/deep/er/c.bmp");
        assertThat(images.labels()).containsExactly(0, 0, 1);
        assertThat(images.skipped()).extracting(SkippedFile::path).containsExactly(damaged, text);
        assertThat(images.skipped().get(0).reason()).contains("the file is cut short");
        assertThat(images.resized(4, 4).subset(2, 1).skipped()).hasSize(2);
    }

    @Test
    void aFolderWithoutAReadableImageIsRefused(@TempDir Path other) throws IOException {
        assertThatThrownBy(() -> ImageDataset.fromFolder(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a folder of images must hold at least one PNG, JPEG, BMP, GIF, TIFF or WebP file, got no files"
                                + " in " + other + "; check the path, or convert the files");
        Files.writeString(other.resolve("a.xcf"), "x");
        Files.writeString(other.resolve("b.xcf"), "x");
        Files.writeString(other.resolve("README"), "x");
        assertThatThrownBy(() -> ImageDataset.fromFolder(other))
                .hasMessageContaining("got 3 files (2 .xcf, 1 without extension) in");
        Files.writeString(other.resolve("c.png"), "x");
        assertThatThrownBy(() -> ImageDataset.fromFolder(
                        other, ImageFolderOptions.defaults().withUnreadable(Unreadable.SKIP)))
                .hasMessageContaining("none of the 1 image files in " + other + " can be read; the first: ");
        assertThatThrownBy(() -> ImageDataset.fromFolder(other.resolve("none")))
                .hasMessage(
                        "there must be a folder at " + other.resolve("none") + ", got nothing there; check the path");
    }
}
