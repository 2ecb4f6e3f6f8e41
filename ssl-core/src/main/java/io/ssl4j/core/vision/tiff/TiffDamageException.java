package io.ssl4j.core.vision.tiff;

/** Data of a TIFF file that cannot be decoded. */
public final class TiffDamageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TiffDamageException(String message) {
        super(message);
    }
}
