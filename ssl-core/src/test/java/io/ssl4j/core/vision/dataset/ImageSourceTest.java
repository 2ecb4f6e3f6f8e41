package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.ColorMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourceTest {

    @TempDir
    Path folder;

    private final LabeledImageDataset gray = SyntheticImages.patterns(3, 4, 8, 1, 1);
    private final LabeledImageDataset colour = SyntheticImages.patterns(2, 4, 32, 3, 1);

    private Path file(String name) {
        return folder.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void aFolderOfTheFourIdxFiles(String end) {
        ImageFixtures.writeIdxImages(file("train-images-idx3-ubyte" + end), gray);
        ImageFixtures.writeIdxLabels(file("train-labels-idx1-ubyte" + end), gray.labels());
        ImageFixtures.writeIdxImages(file("t10k-images-idx3-ubyte" + end), gray.select(0, 11));
        ImageFixtures.writeIdxLabels(file("t10k-labels-idx1-ubyte" + end), 0, 5);

        ImageSource source = ImageSource.open(folder);
        assertThat(source.format()).isEqualTo("IDX");
        assertThat(source.labeledTrain().orElseThrow().labels()).isEqualTo(gray.labels());
        assertThat(source.labeledTest().orElseThrow().labels()).containsExactly(0, 5);
        assertThat(source.labeledTrain().orElseThrow().classNames()).hasSize(6);
        assertThat(ImageSource.open(file("train-images-idx3-ubyte" + end)).test())
                .isPresent();
        assertThat(ImageSource.open(file("t10k-images-idx3-ubyte" + end)).labeledTrain())
                .isPresent();
        assertThat(ImageSource.open(file("t10k-images-idx3-ubyte" + end)).test())
                .isEmpty();
        assertThat(ImageSource.open(folder, ImageFolderOptions.defaults().withResize(4, 4))
                        .train()
                        .shape())
                .hasToString("4 x 4 x 1");
    }

    @Test
    void anIdxFileAloneHasNoLabels() {
        ImageSource source = ImageSource.open(ImageFixtures.writeIdxImages(file("photos.idx"), colour));

        assertThat(source.train().shape()).hasToString("32 x 32 x 3");
        assertThat(source.labeledTrain()).isEmpty();
        assertThat(source.test()).isEmpty();
    }

    @Test
    void cifarFilesAndFolders() {
        Path batch = ImageFixtures.writeCifar10(file("ten/data_batch_1.bin"), colour);
        ImageFixtures.writeCifar10(file("ten/test_batch.bin"), colour.select(3));
        ImageSource ten = ImageSource.open(file("ten"));
        assertThat(ten.format()).isEqualTo("CIFAR-10");
        assertThat(ten.labeledTrain().orElseThrow().labels()).isEqualTo(colour.labels());
        assertThat(ten.labeledTest().orElseThrow().size()).isEqualTo(1);
        assertThat(ImageSource.open(batch).labeledTest().orElseThrow().size()).isEqualTo(1);

        ImageFixtures.writeCifar100(file("hundred/train.bin"), colour);
        ImageSource hundred = ImageSource.open(file("hundred"));
        assertThat(hundred.format()).isEqualTo("CIFAR-100");
        assertThat(hundred.test()).isEmpty();
        Path renamed = ImageFixtures.writeCifar100(file("mine.bin.gz"), colour);
        assertThat(ImageSource.open(renamed).format()).isEqualTo("CIFAR-100");
    }

    @Test
    void foldersOfImages() {
        ImageFixtures.writeClassFolder(file("sorted"), gray);
        ImageSource sorted =
                ImageSource.open(file("sorted"), ImageFolderOptions.defaults().withColor(ColorMode.GRAY));
        assertThat(sorted.format()).isEqualTo("image folder");
        assertThat(sorted.labeledTrain().orElseThrow().classNames())
                .containsExactly("disk", "horizontal_stripes", "ring", "vertical_stripes");
        assertThat(sorted.train().shape()).hasToString("8 x 8 x 1");

        ImageFixtures.writePicture(file("flat/a.png"), gray.get(0));
        assertThat(ImageSource.open(file("flat")).labeledTrain()).isEmpty();
    }

    @Test
    void trainAndTestFoldersAreTheParts() {
        ImageFixtures.writeClassFolder(file("train"), gray.select(0, 3, 6));
        ImageFixtures.writeClassFolder(file("test"), gray.select(3, 9));
        ImageSource source = ImageSource.open(folder);

        assertThat(source.labeledTrain().orElseThrow().labels()).containsExactly(0, 1, 3);
        assertThat(source.labeledTest().orElseThrow().labels()).containsExactly(2, 3);
        assertThat(source.labeledTest().orElseThrow().classNames())
                .containsExactly("disk", "horizontal_stripes", "ring", "vertical_stripes");
    }

    @Test
    void classesThatAreCalledTrainAndTestAmongOthersStayClasses() {
        for (String name : new String[] {"bus", "train", "test"}) {
            ImageFixtures.writePicture(file(name + "/a.png"), gray.get(0));
        }
        assertThat(ImageSource.open(folder).labeledTrain().orElseThrow().classNames())
                .containsExactly("bus", "test", "train");
    }

    @Test
    void saysWhatItCannotOpen() {
        assertThatThrownBy(() -> ImageSource.open(file("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be a file or folder at " + file("none") + ", got nothing there");
        Path picture = ImageFixtures.writePicture(file("a.png"), gray.get(0));
        assertThatThrownBy(() -> ImageSource.open(picture))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(
                        "a data file must be packed (begins with 'ssl4jpk1'), IDX (begins with 00 00 08) or CIFAR")
                .hasMessageContaining("that begins with 89 50 4E 47 0D 0A 1A 0A; of image files give the folder");
        Path labels = ImageFixtures.writeIdxLabels(file("train-labels-idx1-ubyte"), 1, 2);
        assertThatThrownBy(() -> ImageSource.open(labels)).hasMessageContaining("this is a file of labels");
    }
}
