package io.ssl4j.core.testing;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Writes 8-bit image sets in the file formats that the library reads. Missing folders are made. */
public final class ImageFixtures {

    private ImageFixtures() {}

    /**
     * The images of one shape as an IDX file; gzip if the name ends with {@code .gz}. Three dimensions for one channel.
     */
    public static Path writeIdxImages(Path file, Dataset<Image> data) {
        Image first = data.get(0);
        boolean gray = first.channels() == 1;
        ByteBuffer buffer = ByteBuffer.allocate((gray ? 16 : 20) + data.size() * first.bytes().length);
        buffer.putInt(gray ? 0x0803 : 0x0804)
                .putInt(data.size())
                .putInt(first.height())
                .putInt(first.width());
        if (!gray) {
            buffer.putInt(first.channels());
        }
        for (int i = 0; i < data.size(); i++) {
            buffer.put(data.get(i).bytes());
        }
        return write(file, buffer.array());
    }

    /** The labels as an IDX file; gzip if the name ends with {@code .gz}. */
    public static Path writeIdxLabels(Path file, int... labels) {
        ByteBuffer buffer =
                ByteBuffer.allocate(8 + labels.length).putInt(0x0801).putInt(labels.length);
        for (int label : labels) {
            buffer.put((byte) label);
        }
        return write(file, buffer.array());
    }

    /** 32 x 32 RGB images as a file of CIFAR-10. */
    public static Path writeCifar10(Path file, LabeledDataset<Image> data) {
        ByteBuffer buffer = ByteBuffer.allocate(data.size() * 3073);
        for (int i = 0; i < data.size(); i++) {
            buffer.put((byte) data.label(i));
            putPlanes(buffer, data.get(i));
        }
        return write(file, buffer.array());
    }

    /** 32 x 32 RGB images as a file of CIFAR-100; the coarse label is the fine one divided by 5. */
    public static Path writeCifar100(Path file, LabeledDataset<Image> data) {
        ByteBuffer buffer = ByteBuffer.allocate(data.size() * 3074);
        for (int i = 0; i < data.size(); i++) {
            buffer.put((byte) (data.label(i) / 5)).put((byte) data.label(i));
            putPlanes(buffer, data.get(i));
        }
        return write(file, buffer.array());
    }

    private static void putPlanes(ByteBuffer buffer, Image image) {
        byte[] samples = image.bytes();
        for (int c = 0; c < 3; c++) {
            for (int p = c; p < samples.length; p += 3) {
                buffer.put(samples[p]);
            }
        }
    }

    /** A folder with one sub-folder per class and PNG files in it, named by index. */
    public static Path writeClassFolder(Path folder, LabeledDataset<Image> data) {
        for (int i = 0; i < data.size(); i++) {
            String name = data.classNames().get(data.label(i)) + String.format("/%05d.png", i);
            writePicture(folder.resolve(name), data.get(i));
        }
        return folder;
    }

    /** An image of 1, 3 or 4 channels as a file in the format of its name: png, jpg, bmp or gif. */
    public static Path writePicture(Path file, Image image) {
        return write(file, encode(file.toString().replaceFirst(".*\\.", ""), image));
    }

    /** An image of 1, 3 or 4 channels in a format that {@code javax.imageio} writes. */
    public static byte[] encode(String format, Image image) {
        int type = image.channels() == 1
                ? BufferedImage.TYPE_BYTE_GRAY
                : image.channels() == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR;
        BufferedImage picture = new BufferedImage(image.width(), image.height(), type);
        int[] samples = new int[image.bytes().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = image.bytes()[i] & 0xFF;
        }
        picture.getRaster().setPixels(0, 0, image.width(), image.height(), samples);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalArgumentException("no writer for " + format + " of " + image.shape());
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes as a file; gzip if the name ends with {@code .gz}. */
    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, file.toString().endsWith(".gz") ? gzip(content) : content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes as a gzip stream. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
