package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImagePack;
import io.ssl4j.core.vision.dataset.PackFormat;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of 16 bits and floats keep what they are from the file to the view. */
class SampleTypesTest {

    @TempDir
    Path folder;

    private static Image shorts(int channels, int... samples) {
        short[] shorts = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            shorts[i] = (short) samples[i];
        }
        return Image.ofShorts(1, samples.length / channels, channels, shorts);
    }

    private static int[] unsigned(Image image) {
        int[] samples = new int[image.shorts().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = image.shorts()[i] & 0xFFFF;
        }
        return samples;
    }

    /** A PNG file of one row with 1 (gray), 2 (and alpha), 3 or 4 channels of 16 bits. */
    private Path png(int channels, int... samples) throws IOException {
        int space = channels <= 2 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        boolean alpha = channels % 2 == 0;
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(space),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        int width = samples.length / channels;
        WritableRaster raster = model.createCompatibleWritableRaster(width, 1);
        raster.setPixels(0, 0, width, 1, samples);
        Path file = folder.resolve("deep" + channels + ".png");
        assertThat(ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile()))
                .isTrue();
        return file;
    }

    @Test
    void aPngOf16BitsKeepsThemInEveryChannelCount() throws IOException {
        int[] samples = {0, 1, 255, 256, 257, 32768, 65279, 65280, 65534, 65535, 300, 40000};
        for (int channels = 1; channels <= 4; channels++) {
            Image image = ImageFile.read(png(channels, samples), ColorMode.AS_STORED);
            assertThat(image.sampleType()).isEqualTo(Image.SampleType.UINT16);
            assertThat(image.channels()).isEqualTo(channels);
            assertThat(unsigned(image)).containsExactly(samples);
        }
    }

    @Test
    void coloursOf16BitsAreConvertedAsThoseOf8() throws IOException {
        assertThat(unsigned(ImageFile.read(png(1, 10, 40000), ColorMode.RGB)))
                .containsExactly(10, 10, 10, 40000, 40000, 40000);
        assertThat(unsigned(ImageFile.read(png(3, 65535, 0, 0, 0, 65535, 0, 0, 0, 65535), ColorMode.GRAY)))
                .containsExactly(19595, 38469, 7471);
        Path transparent = png(4, 1000, 2000, 3000, 65535, 1000, 2000, 3000, 0, 25700, 25700, 25700, 13107);
        assertThat(unsigned(ImageFile.read(transparent, ColorMode.RGB)))
                .containsExactly(1000, 2000, 3000, 65535, 65535, 65535, 57568, 57568, 57568);
    }

    @Test
    void the16BitsAreInTheFloatsOfAView() {
        Image image = shorts(2, 0, 1, 257, 258, 32768, 65535);
        float[] expected = {0, 1 / 65535f, 1 / 255f, 258 / 65535f, 32768 / 65535f, 1};
        float[] samples = new float[6];
        image.copyTo(samples, 0);
        for (int i = 0; i < samples.length; i++) {
            assertThat(samples[i]).isEqualTo(expected[i], within(1e-7f));
            assertThat(image.sample(0, i / 2, i % 2)).isEqualTo(expected[i], within(1e-7f));
        }
        float[][] planes = new float[2][2];
        image.copyTo(0, 1, 1, 2, planes, 0, 2);
        assertThat(planes[0]).containsExactly(samples[2], samples[4]);
        assertThat(planes[1]).containsExactly(samples[3], samples[5]);
    }

    @Test
    void resizingAndPackingKeepTheType() {
        Image deep = shorts(1, 1000, 1001, 1003, 65535, 65535, 65535);
        Image small = ImageResize.stretch(1, 3).apply(deep);
        assertThat(small.sampleType()).isEqualTo(Image.SampleType.UINT16);
        assertThat(unsigned(small)[2]).isEqualTo(65535);
        assertThat(unsigned(small)[0]).isBetween(1000, 1002);

        Path file = folder.resolve("mixed.pack");
        Image bytes = Image.ofBytes(1, 2, 1, new byte[] {3, (byte) 200});
        Image floats = Image.ofFloats(1, 1, 2, new float[] {-0.5f, 1.5f});
        ImagePack.write(file, ImageDataset.of(List.of(deep, bytes, floats)));
        ImageDataset packed = ImageDataset.packed(file);
        assertThat(packed.get(0).shorts()).isEqualTo(deep.shorts());
        assertThat(packed.get(1).bytes()).isEqualTo(bytes.bytes());
        assertThat(packed.get(2).floats()).isEqualTo(floats.floats());
    }

    /** Written by the version before 16-bit samples: an image of 2 x 2 x 1 bytes and one of 1 x 2 x 1 floats. */
    @Test
    void packsOfTheVersionBefore16BitsAreRead() {
        Path file =
                ImageFixtures.write(folder.resolve("old.pack"), HexFormat.of().parseHex(OLD_PACK));
        ImageDataset old = ImageDataset.packed(file);
        assertThat(old.get(0).bytes()).containsExactly(1, 2, 3, 4);
        assertThat(old.get(1).floats()).containsExactly(0.5f, 1);
        assertThat(old.name(1)).isEqualTo("1");
    }

    @Test
    void anUnknownSampleTypeIsRefused() throws IOException {
        Path file = folder.resolve("new.pack");
        byte[] content = HexFormat.of().parseHex(OLD_PACK);
        content[78 + 18] = 6;
        ByteBuffer.wrap(content).putInt(28, PackFormat.checksum(content, 78, 64));
        ByteBuffer.wrap(content).putInt(60, PackFormat.checksum(content, 0, 60));
        Files.write(file, content);
        assertThatThrownBy(() -> ImageDataset.packed(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("the index entry of image 0: its sample type must be in 0..5, got 6");
    }

    @Test
    void theWrongLookAtSamplesSaysWhichIsRight() {
        assertThatThrownBy(() -> shorts(1, 1).bytes())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this image has 16-bit samples; use shorts()");
        assertThatThrownBy(() -> Image.ofBytes(1, 1, 1, new byte[1]).shorts())
                .hasMessage("this image has 8-bit samples; use bytes()");
        assertThatThrownBy(() -> Image.ofFloats(1, 1, 1, new float[1]).shorts())
                .hasMessage("this image has float samples; use floats()");
    }

    private static final String OLD_PACK =
            "73736c346a706b31000000000000000200000000000000000000004efaaeb5720000000000000000"
                    + "0000000000000000000000000000000000000000b1629cb83001020304313f0000003f8000000000"
                    + "0000000000400000000200000002000100000000000100000000b0af658200000000000000450000"
                    + "000100000002000101000000000100000000bbf16ea0";
}
