package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCountTest {

    @TempDir
    Path folder;

    private Path gif(String name, int frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        Path file = folder.resolve(name);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                BufferedImage frame = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
                frame.getRaster().setSample(i, 0, 0, 200);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** Directories with one entry each, NewSubfileType. */
    private Path tiff(ByteOrder order, int... types) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + types.length * 18).order(order);
        bytes.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.ISO_8859_1));
        bytes.putShort((short) 42).putInt(8);
        for (int i = 0; i < types.length; i++) {
            bytes.putShort((short) 1)
                    .putShort((short) 254)
                    .putShort((short) 4)
                    .putInt(1)
                    .putInt(types[i]);
            bytes.putInt(i == types.length - 1 ? 0 : bytes.position() + 4);
        }
        return ImageFixtures.write(folder.resolve("a.tif"), bytes.array());
    }

    private Path webP(int frames) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + 18 + frames * 12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(bytes.capacity() - 8);
        bytes.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).put(new byte[10]);
        for (int i = 0; i < frames; i++) {
            bytes.put("ANMF".getBytes(StandardCharsets.ISO_8859_1)).putInt(3).put(new byte[4]);
        }
        return ImageFixtures.write(folder.resolve("a.webp"), bytes.array());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void framesOfAGifAndOfAWebP(int frames) throws IOException {
        assertThat(PictureCount.of(gif("a.gif", frames))).isEqualTo(frames);
        assertThat(PictureCount.of(webP(frames))).isEqualTo(frames);
    }

    @Test
    void pagesOfATiffInBothByteOrdersWithoutReducedCopiesAndMasks() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(PictureCount.of(tiff(order, 0))).isEqualTo(1);
            assertThat(PictureCount.of(tiff(order, 0, 2, 2))).isEqualTo(3);
            assertThat(PictureCount.of(tiff(order, 0, 1, 1, 4))).isEqualTo(1);
        }
    }

    @Test
    void otherAndDamagedFilesCountAsOnePicture() throws IOException {
        Image image = SyntheticImages.noise(1, 4, 4, 3, 1).get(0);
        assertThat(PictureCount.of(ImageFixtures.writePicture(folder.resolve("a.png"), image)))
                .isEqualTo(1);
        assertThat(PictureCount.of(folder.resolve("absent.gif"))).isEqualTo(1);
        byte[] whole = Files.readAllBytes(gif("b.gif", 3));
        for (int length = 0; length < whole.length; length++) {
            Path cut = ImageFixtures.write(folder.resolve("cut.gif"), Arrays.copyOf(whole, length));
            assertThat(PictureCount.of(cut)).isBetween(1, 3);
        }
    }

    @Test
    void aTiffWhoseDirectoriesFollowThemselvesEnds() {
        ByteBuffer bytes = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("II".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        bytes.putShort((short) 0).putInt(8);
        assertThat(PictureCount.of(ImageFixtures.write(folder.resolve("a.tif"), bytes.array())))
                .isEqualTo(1);
    }

    @Test
    void aFolderSaysHowManyPagesAndFramesAreNotRead() throws IOException {
        gif("a.gif", 4);
        gif("b.gif", 1);
        gif("c.gif", 3);
        assertThat(ImageDataset.fromFolder(folder).notes()).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(DataNote.Kind.DROPPED_PARTS);
            assertThat(note.count()).isEqualTo(5);
            assertThat(note)
                    .hasToString("5 further pages and frames in 2 of 3 image files in " + folder
                            + " are not read (a.gif: 3, c.gif: 2); to use them, save each as a file of its own");
        });
    }
}
