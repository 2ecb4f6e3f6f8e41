package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.dataset.ImagePack;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.dl4j.ArrayFormat;
import io.ssl4j.core.vision.dl4j.DataSetImages;
import io.ssl4j.core.vision.dl4j.RecordImages;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.NDArrayWritable;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Red is red: one picture of red, green, blue and gray quarters gives the same array from every format through every
 * reader.
 */
class OnePictureTest {

    private static final int[][] QUARTERS = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {90, 90, 90}};

    /** Of 255: what JPEG at quality 98 and WebP at 95 lose at most, here at the borders of the quarters. */
    private static final float LOSSY = 6;

    @TempDir
    Path folder;

    private static Image picture(int height, int width) {
        byte[] samples = new byte[height * width * 3];
        for (int i = 0; i < samples.length; i++) {
            int quarter = (i / 3 / width < height / 2 ? 0 : 2) + (i / 3 % width < width / 2 ? 0 : 1);
            samples[i] = (byte) QUARTERS[quarter][i % 3];
        }
        return Image.ofBytes(height, width, 3, samples);
    }

    private static void assertSame(Image actual, Image expected, float tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        float[] a = new float[expected.height() * expected.width() * 3];
        float[] e = a.clone();
        actual.copyTo(a, 0);
        expected.copyTo(e, 0);
        for (int i = 0; i < e.length; i++) {
            assertThat(255 * Math.abs(a[i] - e[i]))
                    .as("sample %d of %s", i, actual.shape())
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    private Path write(BufferedImage picture, String name) throws IOException {
        Path file = folder.resolve(name);
        assertThat(ImageIO.write(picture, name.replaceFirst(".*\\.", ""), file.toFile()))
                .isTrue();
        return file;
    }

    private BufferedImage deep(int channels) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                channels == 4,
                false,
                channels == 4 ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(24, 16);
        Image image = picture(16, 24);
        for (int p = 0; p < 16 * 24; p++) {
            for (int c = 0; c < channels; c++) {
                int level = c == 3 ? 255 : image.bytes()[3 * p + c] & 0xFF;
                raster.setSample(p % 24, p / 24, c, level * 257);
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    private BufferedImage drawn(BufferedImage target) {
        Image image = picture(16, 24);
        for (int p = 0; p < 16 * 24; p++) {
            byte[] b = image.bytes();
            int rgb = (b[3 * p] & 0xFF) << 16 | (b[3 * p + 1] & 0xFF) << 8 | b[3 * p + 2] & 0xFF;
            target.setRGB(p % 24, p / 24, 0xFF000000 | rgb);
        }
        return target;
    }

    @Test
    void filesOfTheJavaLibrary() throws IOException {
        Image expected = picture(16, 24);
        byte[] red = {0, (byte) 255, 0, 0, 90};
        byte[] green = {0, 0, (byte) 255, 0, 90};
        byte[] blue = {0, 0, 0, (byte) 255, 90};
        IndexColorModel palette = new IndexColorModel(8, 5, red, green, blue, 0);
        List<Path> files = List.of(
                write(drawn(new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR)), "colour.png"),
                write(drawn(new BufferedImage(24, 16, BufferedImage.TYPE_4BYTE_ABGR)), "alpha.png"),
                write(drawn(new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_INDEXED, palette)), "palette.png"),
                write(drawn(new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_INDEXED, palette)), "palette.gif"),
                write(drawn(new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR)), "colour.bmp"));
        for (Path file : files) {
            assertSame(ImageFile.read(file, ColorMode.RGB), expected, 0);
        }
        for (int channels = 3; channels <= 4; channels++) {
            Image image = ImageFile.read(write(deep(channels), "deep" + channels + ".png"), ColorMode.RGB);
            assertThat(image.sampleType()).isEqualTo(Image.SampleType.UINT16);
            assertSame(image, expected, 1e-4f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lzw.tif", "palette.tif", "cmyk.tif", "lossless.webp"})
    void losslessFilesOfPillow(String name) {
        assertSame(ImageFile.read(PluginFormatsTest.resource(folder, name), ColorMode.RGB), picture(16, 24), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exif5.jpg", "exif6.jpg", "progressive.jpg", "adobe_cmyk.jpg", "lossy.webp"})
    void lossyFilesOfPillow(String name) {
        Path file = PluginFormatsTest.resource(folder, name);
        assertSame(ImageFile.read(file, ColorMode.RGB), picture(16, 24), LOSSY);
        assertThat(ImageFile.shape(file, ColorMode.RGB)).isEqualTo(new ImageShape(16, 24, 3));
    }

    @Test
    void allReaders() throws IOException {
        Image expected = picture(32, 32);
        LabeledImageDataset one = LabeledImageDataset.of(List.of(expected), new int[1], List.of("red"));
        ImageFixtures.writePicture(folder.resolve("photos/red/0.png"), expected);
        Files.writeString(folder.resolve("list.csv"), "path,label\nphotos/red/0.png,red\n");
        ImagePack.write(folder.resolve("red.pack"), one);
        INDArray array = Nd4j.create(1, 3, 32, 32);
        for (int i = 0; i < 32 * 32 * 3; i++) {
            array.putScalar(new long[] {0, i % 3, i / 96, i / 3 % 32}, expected.bytes()[i] & 0xFF);
        }
        ArrayFormat format = ArrayFormat.nchw(ImageShape.of(expected), 255);
        List<ImageDataset> readers = List.of(
                ImageDataset.idx(ImageFixtures.writeIdxImages(folder.resolve("red-idx4"), one)),
                ImageDataset.cifar10(ImageFixtures.writeCifar10(folder.resolve("red10.bin"), one)),
                ImageDataset.cifar100(ImageFixtures.writeCifar100(folder.resolve("red100.bin"), one)),
                ImageDataset.fromFolder(folder.resolve("photos")),
                LabeledImageDataset.manifest(folder.resolve("list.csv"), ImageFolderOptions.defaults()),
                ImageDataset.packed(folder.resolve("red.pack")),
                DataSetImages.read(new ExistingDataSetIterator(List.of(new DataSet(array, null))), format),
                RecordImages.read(new CollectionRecordReader(List.of(List.of(new NDArrayWritable(array)))), format));
        for (ImageDataset reader : readers) {
            assertThat(reader.size()).isEqualTo(1);
            assertThat(reader.get(0).bytes()).isEqualTo(expected.bytes());
        }
    }
}
