package io.ssl4j.core.vision.file;

import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The input of a decoder. Some decoders treat the end of a file as endless zeros and go on for minutes; after many
 * reads past the end, this throws to stop them. A few such reads are normal, since decoders read ahead.
 */
final class PictureInput extends MemoryCacheImageInputStream {

    private static final int MOST_READS_BEHIND_THE_END = 20_000;

    private int behindTheEnd;

    PictureInput(InputStream content) {
        super(content);
    }

    @Override
    public int read() throws IOException {
        return counted(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return counted(super.read(bytes, offset, length));
    }

    private int counted(int result) throws IOException {
        if (result < 0 && ++behindTheEnd > MOST_READS_BEHIND_THE_END) {
            throw new IOException("the picture needs more data than the file has");
        }
        return result;
    }
}
