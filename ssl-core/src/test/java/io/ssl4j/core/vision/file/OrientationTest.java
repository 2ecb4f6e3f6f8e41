package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.dataset.FileImageStore;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.dataset.Unreadable;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    @TempDir
    Path folder;

    /** What Pillow 9.4's ImageOps.exif_transpose gives of the rows 0 1 2 and 3 4 5. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 012345", "2, 2, 210543", "3, 2, 543210", "4, 2, 345012", //
        "5, 3, 031425", "6, 3, 304152", "7, 3, 524130", "8, 3, 251403"
    })
    void turnsAsPillowDoes(int value, int height, String samples) {
        Image stored = Image.ofBytes(2, 3, 1, new byte[] {0, 1, 2, 3, 4, 5});
        Image upright = Orientation.values()[value - 1].apply(stored);
        assertThat(upright.height()).isEqualTo(height);
        StringBuilder read = new StringBuilder();
        for (byte sample : upright.bytes()) {
            read.append(sample);
        }
        assertThat(read).hasToString(samples);
    }

    /**
     * One picture, stored in eight ways, is read as the same one: a dark corner, a bright corner, in a wide picture.
     */
    @ParameterizedTest
    @CsvSource({"1,true", "2,true", "3,false", "4,true", "5,false", "6,true", "7,false", "8,true"})
    void aPictureStoredInAnyWayIsReadUpright(int value, boolean bigEndian) {
        Image upright = corners(32, 48);
        Orientation orientation = Orientation.values()[value - 1];
        byte[] jpeg = withExif(ImageFixtures.encode("jpg", stored(upright, orientation)), value, bigEndian);
        Path file = ImageFixtures.write(folder.resolve("x.jpg"), jpeg);

        assertThat(ImageFile.shape(file, ColorMode.RGB)).isEqualTo(new ImageShape(32, 48, 3));
        Image read = ImageFile.read(file, ColorMode.RGB);
        assertThat(read.shape()).isEqualTo("32 x 48 x 3");
        for (int i = 0; i < read.bytes().length; i++) {
            assertThat(Math.abs((read.bytes()[i] & 0xFF) - (upright.bytes()[i] & 0xFF)))
                    .as("sample %d", i)
                    .isLessThan(12);
        }

        ImageResize resize = ImageResize.centerCrop(4, 6);
        Image small = new FileImageStore(
                        folder,
                        List.of(file),
                        new ImageFolderOptions(ColorMode.RGB, Optional.of(resize), Unreadable.FAIL),
                        List.of(),
                        List.of())
                .get(0);
        Image expected = resize.apply(upright);
        for (int i = 0; i < small.bytes().length; i++) {
            assertThat(Math.abs((small.bytes()[i] & 0xFF) - (expected.bytes()[i] & 0xFF)))
                    .as("sample %d of the reduced picture", i)
                    .isLessThan(12);
        }
    }

    @Test
    void whatCannotBeUnderstoodIsUpright() {
        byte[] jpeg = ImageFixtures.encode("jpg", corners(16, 16));
        assertThat(Orientation.ofJpeg(jpeg)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.ofJpeg(withExif(jpeg, 9, true))).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.ofJpeg(withExif(jpeg, 0, false))).isEqualTo(Orientation.UPRIGHT);
        byte[] turned = withExif(jpeg, 6, true);
        assertThat(Orientation.ofJpeg(turned)).isEqualTo(Orientation.LIES_LEFT);
        for (int length = 0; length < 38; length++) {
            assertThat(Orientation.ofJpeg(Arrays.copyOf(turned, length))).isEqualTo(Orientation.UPRIGHT);
        }
    }

    private static Image corners(int height, int width) {
        byte[] samples = new byte[height * width * 3];
        for (int i = 0; i < samples.length; i++) {
            int y = i / 3 / width;
            int x = i / 3 % width;
            samples[i] = (byte) (30 + 150 * y / height + 60 * x / width);
        }
        return Image.ofBytes(height, width, 3, samples);
    }

    /** The picture that an orientation makes upright: quarter turns are each other's inverses, all others their own. */
    private static Image stored(Image upright, Orientation orientation) {
        Orientation inverse =
                switch (orientation) {
                    case LIES_LEFT -> Orientation.LIES_RIGHT;
                    case LIES_RIGHT -> Orientation.LIES_LEFT;
                    default -> orientation;
                };
        return inverse.apply(upright);
    }

    private static byte[] withExif(byte[] jpeg, int value, boolean bigEndian) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0});
        byte letter = (byte) (bigEndian ? 'M' : 'I');
        out.writeBytes(new byte[] {letter, letter});
        put(out, 42, 2, bigEndian);
        put(out, 8, 4, bigEndian);
        put(out, 1, 2, bigEndian);
        put(out, 0x0112, 2, bigEndian);
        put(out, 3, 2, bigEndian);
        put(out, 1, 4, bigEndian);
        put(out, value, 2, bigEndian);
        put(out, 0, 2, bigEndian);
        put(out, 0, 4, bigEndian);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int value, int length, boolean bigEndian) {
        for (int i = 0; i < length; i++) {
            out.write(value >> 8 * (bigEndian ? length - 1 - i : i));
        }
    }
}
