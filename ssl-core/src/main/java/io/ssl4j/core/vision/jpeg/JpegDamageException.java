package io.ssl4j.core.vision.jpeg;

/** Thrown if the content of a JPEG file cannot be decoded. */
public final class JpegDamageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    JpegDamageException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Bytes from the start of the file to about where the damage was noticed. */
    public int offset() {
        return offset;
    }
}
