package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.jpeg.Inks;
import io.ssl4j.core.vision.jpeg.JpegColor;
import io.ssl4j.core.vision.jpeg.JpegDamageException;
import io.ssl4j.core.vision.jpeg.JpegDecoder;
import io.ssl4j.core.vision.jpeg.JpegPicture;
import io.ssl4j.core.vision.jpeg.JpegSegments;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a JPEG file: of the usual kind with the project's own decoder, of four inks from the raw samples of the Java
 * library, of other kinds with the Java library. What the components mean is settled first, for all three alike.
 */
final class JpegFile {

    private JpegFile() {}

    /** @param enoughRows a picture of more rows and columns than these may be decoded at a reduced size */
    static Image read(Origin origin, byte[] content, ColorMode mode, int enoughRows, int enoughColumns) {
        JpegSegments segments = JpegSegments.of(content);
        Optional<JpegColor> color = segments.color();
        if (color.filter(JpegFile::isInks).isPresent()) {
            return readInks(origin, content, color.get(), mode);
        }
        int components = color.filter(JpegColor.GRAY::equals).isPresent() ? 1 : 3;
        byte[] fitting = content;
        if (segments.profile().isPresent()
                && !ColorProfile.fits(segments.profile().get(), components)) {
            FileNote.IGNORED_PROFILE.count(origin, "");
            fitting = segments.withoutProfile();
        }
        try {
            Optional<JpegDecoder> decoder = JpegDecoder.of(fitting);
            if (decoder.isEmpty()) {
                return readOther(origin, fitting, color, mode);
            }
            JpegDecoder jpeg = decoder.get();
            Decoding.requireSize(jpeg.height(), jpeg.width(), ImageFormat.JPEG, content.length);
            return Pixels.toImage(jpeg.decode(jpeg.eighths(enoughRows, enoughColumns)), mode);
        } catch (JpegDamageException e) {
            throw origin.damaged(e.offset(), "cannot be decoded as JPEG: " + e.getMessage(), e);
        } catch (IOException e) {
            throw origin.damaged(0, "cannot be decoded as JPEG: " + e.getMessage(), e);
        }
    }

    private static boolean isInks(JpegColor color) {
        return color == JpegColor.CMYK || color == JpegColor.YCCK;
    }

    private static Image readOther(Origin origin, byte[] content, Optional<JpegColor> color, ColorMode mode) {
        boolean three = color.filter(known -> known != JpegColor.GRAY).isPresent();
        byte[] stated = three ? JpegSegments.of(content).stating(color.get()) : content;
        return Decoding.run(origin, new ByteArrayInputStream(stated), ImageFormat.JPEG, reader -> {
            Decoding.requireSize(reader.getHeight(0), reader.getWidth(0), ImageFormat.JPEG, content.length);
            return Pixels.toImage(reader.read(0), mode);
        });
    }

    private static Image readInks(Origin origin, byte[] content, JpegColor color, ColorMode mode) {
        return Decoding.run(origin, new ByteArrayInputStream(content), ImageFormat.JPEG, reader -> {
            Decoding.requireSize(reader.getHeight(0), reader.getWidth(0), ImageFormat.JPEG, content.length);
            Raster raster = reader.readRaster(0, null);
            int[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
            byte[] inks = new byte[values.length];
            for (int i = 0; i < inks.length; i++) {
                inks[i] = (byte) values[i];
            }
            byte[] rgb = Inks.toRgb(color, inks);
            return Pixels.toImage(new JpegPicture(raster.getHeight(), raster.getWidth(), 3, rgb), mode);
        });
    }
}
