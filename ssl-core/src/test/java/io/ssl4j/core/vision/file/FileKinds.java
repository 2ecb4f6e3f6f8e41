package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.dataset.ImagePack;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small files of every kind that is read, with what reads them and looks at what was read. */
public final class FileKinds {

    private static final LabeledImageDataset COLOUR = SyntheticImages.patterns(1, 4, 32, 3, 1);

    private FileKinds() {}

    /**
     * A kind of file.
     *
     * @param content of a whole file
     * @param reader reads all of a file, and fails where what was read has not the shape that it should
     */
    public record Kind(String name, byte[] content, Consumer<Path> reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The kinds of files that the library has always read on its own; all but manifests tell where they are cut short.
     */
    public static Stream<Kind> own() throws IOException {
        Image image = COLOUR.get(2);
        Path scratch = Files.createTempDirectory("kinds");
        byte[] idx = content(ImageFixtures.writeIdxImages(scratch.resolve("i"), SyntheticImages.noise(9, 7, 6, 1, 1)));
        byte[] cifar = content(ImageFixtures.writeCifar10(scratch.resolve("c"), COLOUR));
        ImagePack.write(scratch.resolve("p"), SyntheticImages.patterns(2, 3, 8, 1, 1));
        byte[] packed = content(scratch.resolve("p"));
        Files.delete(scratch);
        return Stream.of(
                new Kind("png", ImageFixtures.encode("png", image), FileKinds::readPicture),
                new Kind("deep png", deepPng(), FileKinds::readPicture),
                new Kind("jpeg", ImageFixtures.encode("jpg", image), FileKinds::readPicture),
                new Kind("progressive jpeg", progressiveJpeg(image), FileKinds::readPicture),
                new Kind("gif", ImageFixtures.encode("gif", image), FileKinds::readPicture),
                new Kind("bmp", ImageFixtures.encode("bmp", image), FileKinds::readPicture),
                new Kind("idx", idx, file -> requireShapes(ImageDataset.idx(file))),
                new Kind("idx gz", ImageFixtures.gzip(idx), file -> requireShapes(ImageDataset.idx(file))),
                new Kind("cifar", cifar, file -> requireShapes(ImageDataset.cifar10(file))),
                new Kind("cifar gz", ImageFixtures.gzip(cifar), file -> requireShapes(ImageDataset.cifar10(file))),
                new Kind("packed", packed, file -> requireShapes(ImageDataset.packed(file))));
    }

    /** TIFF files whose samples are numbers. */
    private static Stream<Kind> ofNumbers() {
        return Stream.of("int16_lzw_predictor2.tif", "int16_deflate_predictor2.tif", "int16_packbits_predictor1.tif")
                .map(name -> new Kind(name, numbers(name), FileKinds::readPicture));
    }

    private static byte[] numbers(String name) {
        try (InputStream in = FileKinds.class.getResourceAsStream("/kinds/numbers/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kinds that plug-ins read. */
    public static Stream<Kind> ofPlugins() {
        return Stream.of("lzw.tif", "palette.tif", "float.tif", "gray16.tif", "lossless.webp", "lossy.webp")
                .map(FileKinds::resource);
    }

    /** Also those in which not every cut can be told. */
    public static Stream<Kind> all() throws IOException {
        Path picture = ImageFixtures.writePicture(
                Files.createTempDirectory("manifest").resolve("a.png"),
                SyntheticImages.noise(1, 4, 4, 3, 1).get(0));
        // The last that is registered is the first that is deleted.
        picture.getParent().toFile().deleteOnExit();
        picture.toFile().deleteOnExit();
        byte[] manifest = ("path,label,split\n" + (picture + ",cat,train\n").repeat(4)).getBytes();
        return Stream.of(
                        own(),
                        ofPlugins(),
                        ofNumbers(),
                        Stream.of(
                                resource("adobe_cmyk.jpg"),
                                resource("exif6.jpg"),
                                new Kind("manifest", manifest, FileKinds::readManifest)))
                .flatMap(kinds -> kinds);
    }

    private static Kind resource(String name) {
        try {
            Path folder = Files.createTempDirectory("kinds");
            byte[] content = content(PluginFormatsTest.resource(folder, name));
            Files.delete(folder);
            return new Kind(name, content, FileKinds::readPicture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    /** The shape of the header and that of the picture are found on two ways. */
    private static void readPicture(Path file) {
        Image image = ImageFile.read(file, ColorMode.RGB);
        assertThat(ImageShape.of(image)).isEqualTo(ImageFile.shape(file, ColorMode.RGB));
    }

    private static void readManifest(Path file) {
        LabeledImageDataset images = LabeledImageDataset.manifest(file, ImageFolderOptions.defaults());
        assertThat(images.shape()).isEqualTo(new ImageShape(4, 4, 3));
        assertThat(images.classNames().size()).isBetween(1, images.size());
    }

    private static void requireShapes(ImageDataset images) {
        ImageShape shape = images.shape();
        for (int i = 0; i < images.size(); i++) {
            assertThat(ImageShape.of(images.get(i))).isEqualTo(shape);
        }
    }

    private static byte[] deepPng() throws IOException {
        BufferedImage picture = new BufferedImage(12, 9, BufferedImage.TYPE_USHORT_GRAY);
        for (int p = 0; p < 12 * 9; p++) {
            picture.getRaster().setSample(p % 12, p / 12, 0, p * 577);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] progressiveJpeg(Image image) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int p = 0; p < image.height() * image.width(); p++) {
            byte[] b = image.bytes();
            int rgb = (b[3 * p] & 0xFF) << 16 | (b[3 * p + 1] & 0xFF) << 8 | b[3 * p + 2] & 0xFF;
            picture.setRGB(p % image.width(), p / image.width(), rgb);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
