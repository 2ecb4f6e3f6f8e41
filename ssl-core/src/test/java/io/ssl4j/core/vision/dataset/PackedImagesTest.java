package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedImagesTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("images.pack");
    }

    private static void assertSameImages(ImageDataset actual, ImageDataset expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            Image a = actual.get(i);
            Image e = expected.get(i);
            assertThat(a.shape()).isEqualTo(e.shape());
            assertThat(a.sampleType()).isEqualTo(e.sampleType());
            if (e.sampleType() == Image.SampleType.UINT8) {
                assertThat(a.bytes()).isEqualTo(e.bytes());
            } else {
                assertThat(a.floats()).isEqualTo(e.floats());
            }
            assertThat(actual.name(i)).isEqualTo(expected.name(i));
        }
    }

    @Test
    void aLabelledFolderKeepsImagesNamesAndClasses() throws IOException {
        Path photos =
                ImageFixtures.writeClassFolder(folder.resolve("photos"), SyntheticImages.patterns(30, 3, 12, 3, 1));
        String first = SyntheticImages.patterns(1, 3, 12, 3, 1).classNames().get(0);
        Files.move(photos.resolve(first), photos.resolve("größe, \"b\""));
        LabeledImageDataset images = LabeledImageDataset.fromFolder(photos);

        assertThat(ImagePack.write(file(), images)).isEqualTo(Files.size(file()));
        LabeledImageDataset packed = (LabeledImageDataset) ImageDataset.packed(file());

        assertSameImages(packed, images);
        assertThat(packed.labels()).isEqualTo(images.labels());
        assertThat(packed.classNames()).isEqualTo(images.classNames()).contains("größe, \"b\"");
        assertThat(packed).hasToString("90 images of 12 x 12 x 3 in 3 classes");
        assertThat(ImageSource.open(file()).format()).isEqualTo("packed");
        assertThat(ImageSource.open(file()).labeledTrain()).isPresent();
    }

    @Test
    void imagesOfManyShapesAndBothSampleTypes() {
        List<Image> images = new ArrayList<>();
        for (int i = 1; i < 140; i++) {
            int samples = i * (1 + i % 5) * (1 + i % 4);
            if (i % 3 == 0) {
                float[] floats = new float[samples];
                IntStream.range(0, samples).forEach(s -> floats[s] = s / 7f - 1);
                images.add(Image.ofFloats(i, 1 + i % 5, 1 + i % 4, floats));
            } else {
                byte[] bytes = new byte[samples];
                IntStream.range(0, samples).forEach(s -> bytes[s] = (byte) (s * 31));
                images.add(Image.ofBytes(i, 1 + i % 5, 1 + i % 4, bytes));
            }
        }
        ImageDataset dataset = ImageDataset.of(images);
        List<Integer> written = new ArrayList<>();
        ImagePack.write(file(), dataset, written::add);
        ImageDataset packed = ImageDataset.packed(file());
        assertSameImages(packed, dataset);
        assertThat(packed).isNotInstanceOf(LabeledImageDataset.class).hasToString("139 images");
        assertThat(packed.commonShape()).isEmpty();
        assertThat(written).containsExactly(64, 128, 139);
    }

    @Test
    void manyThreadsReadAtOnceAndAnInterruptDoesNoHarm() {
        LabeledImageDataset images = SyntheticImages.patterns(50, 4, 16, 3, 1);
        ImagePack.write(file(), images);
        ImageDataset packed = ImageDataset.packed(file());
        Thread.currentThread().interrupt();
        assertThat(packed.get(3).bytes()).isEqualTo(images.get(3).bytes());
        assertThat(Thread.interrupted()).isTrue();
        IntStream.range(0, 2000).parallel().forEach(i -> assertThat(
                        packed.get(i % images.size()).bytes())
                .isEqualTo(images.get(i % images.size()).bytes()));
    }

    /** A sparse file: 26 images of 100 million zeros. */
    @Test
    void aFileOfMoreThanTwoGigabytes() throws IOException {
        int count = 26;
        ImageShape shape = new ImageShape(10_000, 10_000, 1);
        byte[] zeros = new byte[100_000_000];
        int checksum = PackFormat.checksum(zeros, 0, zeros.length);
        ByteBuffer index = ByteBuffer.allocate(count * PackFormat.Entry.LENGTH);
        for (int i = 0; i < count; i++) {
            long offset = PackFormat.Header.LENGTH + (long) i * zeros.length;
            new PackFormat.Entry(offset, shape, Image.SampleType.UINT8, 0, 0, checksum).write(index);
        }
        long end = PackFormat.Header.LENGTH + (long) count * zeros.length;
        PackFormat.Header header =
                new PackFormat.Header(count, false, end, PackFormat.checksum(index.array(), 0, index.capacity()), 0, 0);
        try (RandomAccessFile out = new RandomAccessFile(file().toFile(), "rw")) {
            out.write(header.write());
            out.seek(end);
            out.write(index.array());
        }
        ImageDataset packed = ImageDataset.packed(file());
        assertThat(packed.shape()).isEqualTo(shape);
        assertThat(packed.get(count - 1).bytes()).hasSize(zeros.length);
    }

    @Test
    void aFileThatShrinksWhileItIsOpenIsRefusedAndHarmsNobody() throws IOException {
        LabeledImageDataset images = SyntheticImages.patterns(10, 2, 16, 3, 1);
        ImagePack.write(file(), images);
        ImageDataset packed = ImageDataset.packed(file());
        try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
            cut.setLength(2000);
        }
        assertThat(packed.get(0).bytes()).isEqualTo(images.get(0).bytes());
        assertThatThrownBy(() -> packed.get(15))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(file() + " at byte 2000: the file is cut short: image 15");
    }

    @Test
    void errorsSayWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> ImageDataset.packed(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not read");
        ImagePack.write(file(), SyntheticImages.patterns(4, 2, 8, 1, 1));
        byte[] content = Files.readAllBytes(file());

        content[PackFormat.Header.LENGTH + 30]++;
        Files.write(file(), content);
        ImageDataset packed = ImageDataset.packed(file());
        assertThatThrownBy(() -> packed.get(0))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("at byte 64: the checksum of image 0 does not fit its content");

        Files.write(file(), "no packed file, but long enough to hold the header of one, if it were".getBytes());
        assertThatThrownBy(() -> ImageDataset.packed(file()))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("a packed file begins with 'ssl4jpk1', got 6E 6F");
    }

    @Test
    void anImageThatCannotBeReadLeavesTheFileBefore() throws IOException {
        Files.writeString(file(), "before");
        Path photos = ImageFixtures.writeClassFolder(folder.resolve("photos"), SyntheticImages.patterns(2, 2, 8, 3, 1));
        Files.createDirectory(photos.resolve("new"));
        Files.writeString(photos.resolve("new/broken.png"), "no picture");
        ImageDataset images = ImageDataset.fromFolder(photos);
        assertThatThrownBy(() -> ImagePack.write(file(), images))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("broken.png");
        assertThat(file()).hasContent("before");
        assertThat(folder.resolve("images.pack.tmp")).doesNotExist();
    }
}
