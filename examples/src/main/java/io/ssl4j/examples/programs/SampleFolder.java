package io.ssl4j.examples.programs;

import io.ssl4j.cli.option.ShippedImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Writes the 10,000 images of Fashion-MNIST that come with ssl4j as PNG files, one sub-folder per class, for the
 * programs next to this one.
 *
 * <pre>
 * command   java -cp examples/target/ssl4j.jar io.ssl4j.examples.programs.SampleFolder garments
 * cost      at most 9 seconds, 40 MB of disk
 * expect    garments/ankle-boot/00000.png and 9,999 more
 * </pre>
 */
public final class SampleFolder {

    /** Writes the first so many images. */
    static void write(Path folder, int count) throws IOException {
        LabeledImageDataset images = ShippedImages.open();
        for (int i = 0; i < count; i++) {
            Image image = images.get(i);
            BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setDataElements(0, 0, image.width(), image.height(), image.bytes());
            String name = images.classNames()
                    .get(images.label(i))
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\W+", "-");
            Path file = folder.resolve(name).resolve(String.format(Locale.ROOT, "%05d.png", i));
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        }
    }

    public static void main(String[] args) throws IOException {
        Arguments.require(args, "SampleFolder", "NEW_FOLDER");
        Path folder = Path.of(args[0]);
        if (Files.exists(folder)) {
            System.err.println("the folder must be new, and " + folder + " exists; name another");
            System.exit(2);
        }
        write(folder, 10_000);
    }
}
