package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.testing.ImageFixtures;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmykJpegTest {

    @Test
    void aFileOfFourInksIsRefusedWithARemedy(@TempDir Path folder) throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(inks, null, null), null);
        } finally {
            writer.dispose();
        }
        Path file = ImageFixtures.write(folder.resolve("inks.jpg"), bytes.toByteArray());

        assertThatThrownBy(() -> ImageFile.read(file, ColorMode.RGB))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(
                        "a picture must have 1 component (gray) or 3 (colour), got 4 (CMYK); convert the file to RGB");
    }
}
