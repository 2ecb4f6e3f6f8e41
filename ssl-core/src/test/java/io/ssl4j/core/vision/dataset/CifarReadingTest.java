package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarReadingTest {

    @TempDir
    Path folder;

    private static LabeledImageDataset images(int size, int classes, long seed) {
        int[] labels = IntStream.range(0, size).map(i -> (i * 7 + 3) % classes).toArray();
        return LabeledImageDataset.of(SyntheticImages.noise(size, 32, 32, 3, seed), labels, IdxFile.numbered(classes));
    }

    private static void assertSame(LabeledImageDataset read, LabeledImageDataset written, int offset) {
        for (int i = 0; i < written.size(); i++) {
            assertThat(read.get(offset + i).bytes()).isEqualTo(written.get(i).bytes());
            assertThat(read.label(offset + i)).isEqualTo(written.label(i));
        }
    }

    @Test
    void planesBecomeInterleavedSamples() {
        byte[] record = new byte[3073];
        record[0] = 9;
        record[1] = 10; // red of the first pixel
        record[1 + 1024] = 20; // its green
        record[1 + 2048] = 30; // its blue
        record[2] = 40; // red of the second pixel
        Path file = ImageFixtures.write(folder.resolve("one.bin"), record);

        LabeledImageDataset read = LabeledImageDataset.cifar10(file);
        assertThat(Arrays.copyOf(read.get(0).bytes(), 6)).containsExactly(10, 20, 30, 40, 0, 0);
        assertThat(read.label(0)).isEqualTo(9);
        assertThat(read.classNames().get(9)).isEqualTo("truck");
    }

    @Test
    void readsOneFileAndSeveralAndAFolder() {
        LabeledImageDataset first = images(20, 10, 1);
        LabeledImageDataset second = images(30, 10, 2);
        Path one = ImageFixtures.writeCifar10(folder.resolve("data_batch_1.bin"), first);
        Path two = ImageFixtures.writeCifar10(folder.resolve("data_batch_2.bin.gz"), second);
        ImageFixtures.writeCifar10(folder.resolve("test_batch.bin"), images(5, 10, 3));

        assertSame(LabeledImageDataset.cifar10(one), first, 0);
        LabeledImageDataset both = LabeledImageDataset.cifar10(one, two);
        assertThat(both.size()).isEqualTo(50);
        assertSame(both, first, 0);
        assertSame(both, second, 20);
        assertThat(LabeledImageDataset.cifar10(folder).labels()).isEqualTo(both.labels());
        assertThat(ImageDataset.cifar10(folder)).hasToString("50 images of 32 x 32 x 3");
    }

    @Test
    void readsFineAndCoarseLabelsWithTheNamesBesideThem() throws IOException {
        LabeledImageDataset images = images(40, 100, 1);
        Path file = ImageFixtures.writeCifar100(folder.resolve("train.bin"), images);
        assertSame(LabeledImageDataset.cifar100(file), images, 0);
        assertThat(LabeledImageDataset.cifar100(file).classNames()).hasSize(100).startsWith("0");
        assertThat(LabeledImageDataset.cifar100Coarse(file).label(1)).isEqualTo(images.label(1) / 5);

        Files.write(
                folder.resolve("fine_label_names.txt"),
                IntStream.range(0, 100).mapToObj(i -> "fine " + i).toList());
        assertThat(LabeledImageDataset.cifar100(folder).classNames().get(99)).isEqualTo("fine 99");
    }

    @Test
    void refusesAFileThatIsCutShortWithPathAndOffset() throws IOException {
        Path file = ImageFixtures.writeCifar10(folder.resolve("b.bin"), images(4, 10, 1));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10_000));

        assertThatThrownBy(() -> LabeledImageDataset.cifar10(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + " at byte 10000: a file of CIFAR-10 is a whole number of records of 3073 bytes, but"
                        + " record 3 at byte 9219 has only 781; the file is cut short or of another format");
    }

    @Test
    void refusesLabelsOutOfRangeAsAnotherFormatHas() {
        Path file = ImageFixtures.writeCifar100(folder.resolve("train.bin"), images(60, 100, 1));

        assertThatThrownBy(() -> LabeledImageDataset.cifar10(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageMatching(".* at byte \\d+: the label of record [12] must lie in 0..9, got .*")
                .hasMessageContaining("the file is damaged or is not CIFAR-10");
    }

    @Test
    void refusesAFolderWithoutItsFiles() {
        assertThatThrownBy(() -> LabeledImageDataset.cifar10(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a folder of CIFAR-10 must hold data_batch_1.bin, data_batch_2.bin")
                .hasMessageContaining("got none of them in " + folder);
        assertThatThrownBy(LabeledImageDataset::cifar10).hasMessageContaining("at least one file or folder, got none");
    }
}
