package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * Finds the {@code javax.imageio} reader for a format. The choice is fixed, whatever other plug-ins are on the class
 * path, so that a file gives the same samples everywhere: the Java library's own reader, or TwelveMonkeys' for formats
 * that it cannot read.
 */
final class ImageReaders {

    private ImageReaders() {}

    /**
     * @throws DatasetFormatException if the format needs a plug-in that is not on the class path; the message names it
     */
    static ImageReader of(Origin origin, ImageFormat format) {
        return of(origin, format, ImageIO.getImageReadersByFormatName(format.readerName()));
    }

    static ImageReader of(Origin origin, ImageFormat format, Iterator<ImageReader> known) {
        while (known.hasNext()) {
            ImageReader reader = known.next();
            if (reader.getClass().getName().startsWith(format.readerPackage())) {
                return reader;
            }
            reader.dispose();
        }
        throw origin.damaged(
                0,
                "a " + format + " file is read by a plug-in that is not on the class path; add "
                        + format.plugin().orElse("the module java.desktop") + " to the program's dependencies, or"
                        + " convert the file to PNG");
    }
}
