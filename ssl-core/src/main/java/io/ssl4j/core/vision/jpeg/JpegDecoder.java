package io.ssl4j.core.vision.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes one baseline JPEG file: 8 bits, Huffman codes, one scan, gray or YCbCr, chroma at the full or half resolution
 * of luma (4:4:4, 4:2:2 and 4:2:0). Other files (progressive, CMYK, RGB or with a colour profile) are left to other
 * decoders.
 */
public final class JpegDecoder {

    /** Eighths of the full size. */
    private static final int FULL = 8;

    /** Enough for loops that are worth vector instructions, few enough for the processor's cache. */
    private static final int BLOCKS_AT_ONCE = 512;

    private final byte[] content;
    private final JpegHeader header;

    private JpegDecoder(byte[] content, JpegHeader header) {
        this.content = content;
        this.header = header;
    }

    /**
     * Returns a decoder for a file.
     *
     * @param content the whole file, which begins with FF D8
     * @return the decoder; empty if the file is of another kind
     * @throws JpegDamageException if the header is damaged
     */
    public static Optional<JpegDecoder> of(byte[] content) {
        return JpegHeader.parse(content).map(header -> new JpegDecoder(content, header));
    }

    /** Rows at full size. */
    public int height() {
        return header.height();
    }

    /** Columns at full size. */
    public int width() {
        return header.width();
    }

    /**
     * Returns the smallest number of eighths of the full size at which the picture still has this many rows and
     * columns; 8 if it has fewer.
     *
     * @param rows of the result at least
     * @param columns of the result at least
     */
    public int eighths(int rows, int columns) {
        int eighths = 1;
        while (eighths < FULL && (scaled(height(), eighths) < rows || scaled(width(), eighths) < columns)) {
            eighths++;
        }
        return eighths;
    }

    private static int scaled(int length, int eighths) {
        return (length * eighths + FULL - 1) / FULL;
    }

    /** Decodes the picture at full size: the samples equal those of libjpeg 6b bit for bit. */
    public JpegPicture decode() {
        return decode(FULL);
    }

    /**
     * Decodes the picture at some eighths of its size, rounded up. Only the lowest frequencies of each block are used,
     * which is a good low-pass filter.
     *
     * @param eighths 1 to 8
     * @throws JpegDamageException if the data of the scan are damaged or end too early
     */
    public JpegPicture decode(int eighths) {
        if (eighths < 1 || eighths > FULL) {
            throw new IllegalArgumentException("a picture is decoded at 1 to 8 eighths of its size, got " + eighths);
        }
        return new Run(eighths).decode();
    }

    /** One pass over the scan. */
    private final class Run {

        private final int height;
        private final int width;
        private final int units;
        private final int unitRows;
        private final int unitRowsAtOnce;
        private final List<SampleRows> components = new ArrayList<>();
        private final PictureRows picture;
        private final EntropyReader reader = new EntropyReader(content, header.scan());
        private int untilRestart = header.restartInterval();

        private Run(int eighths) {
            height = scaled(height(), eighths);
            width = scaled(width(), eighths);
            Component luma = header.components().get(0);
            units = (width() + 8 * luma.horizontal() - 1) / (8 * luma.horizontal());
            unitRows = (height() + 8 * luma.vertical() - 1) / (8 * luma.vertical());
            unitRowsAtOnce =
                    Math.min(unitRows, Math.max(1, BLOCKS_AT_ONCE / (units * luma.horizontal() * luma.vertical())));
            // If both axes of chroma are halved, chroma blocks of twice the size need no upsampling.
            boolean doubled = luma.vertical() == 2 && 2 * eighths <= FULL;
            int columnFactor = doubled ? 1 : luma.horizontal();
            int rowFactor = doubled ? 1 : luma.vertical();
            for (Component component : header.components()) {
                boolean isLuma = component == luma;
                components.add(new SampleRows(
                        component,
                        isLuma || !doubled ? eighths : 2 * eighths,
                        units,
                        unitRowsAtOnce,
                        isLuma ? columnFactor : 1));
            }
            picture = new PictureRows(height, width, components, columnFactor, rowFactor);
        }

        private JpegPicture decode() {
            for (int done = 0; done < unitRows; done += unitRowsAtOnce) {
                components.forEach(SampleRows::clear);
                for (int row = 0; row < Math.min(unitRowsAtOnce, unitRows - done); row++) {
                    readUnits(row);
                }
                for (SampleRows rows : components) {
                    rows.transform(done / unitRowsAtOnce * rows.rowsAtOnce());
                }
                picture.write(done + unitRowsAtOnce >= unitRows);
            }
            return new JpegPicture(height, width, components.size(), picture.samples());
        }

        private void readUnits(int row) {
            for (int unit = 0; unit < units; unit++) {
                if (header.restartInterval() > 0 && untilRestart-- == 0) {
                    untilRestart = header.restartInterval() - 1;
                    reader.restart();
                    components.forEach(SampleRows::restart);
                }
                for (SampleRows rows : components) {
                    rows.read(reader, row, unit);
                }
                reader.requireData();
            }
        }
    }
}
