package io.ssl4j.core.checkpoint;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The container format of a checkpoint. All numbers are big-endian.
 *
 * <pre>
 * file    = magic (8 bytes) version (int) entry* trailer
 * entry   = 'E' type (byte) nameLength (short) name rank (byte) extent (long)* byteCount (long) bytes crc (int)
 * trailer = 'T' entryCount (long) fileLength (long) crc (int)
 * </pre>
 *
 * A crc is CRC-32C (RFC 3720, section 12.1) of everything in its entry or trailer before it, so that no byte of a file
 * can change unnoticed. Array elements are in 'c' order; a text has rank 0 and is UTF-8.
 */
final class CheckpointFormat {

    static final byte[] MAGIC = {(byte) 0x89, 'S', 'S', 'L', '4', 'J', '\r', '\n'};

    /** The format version, raised whenever a reader of the previous version could not read a file correctly. */
    static final int VERSION = 1;

    static final byte ENTRY = 'E';
    static final byte TRAILER = 'T';

    /** The number of elements copied at once between ND4J and a file. */
    static final int CHUNK = 1 << 16;

    static final int MAX_RANK = 32;

    private CheckpointFormat() {}

    /** The content type of an entry. The codes are part of the format. */
    enum EntryType {
        TEXT(1, 1, null),
        FLOAT32(2, 4, DataType.FLOAT),
        FLOAT64(3, 8, DataType.DOUBLE),
        INT32(4, 4, DataType.INT32),
        INT64(5, 8, DataType.INT64);

        final byte code;
        final int bytesPerElement;
        final DataType dataType;

        EntryType(int code, int bytesPerElement, DataType dataType) {
            this.code = (byte) code;
            this.bytesPerElement = bytesPerElement;
            this.dataType = dataType;
        }

        /** Returns the type with this code, or null. */
        static EntryType of(byte code) {
            for (EntryType type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }

        /** Returns the type of an array's elements. */
        static EntryType of(String name, DataType dataType) {
            for (EntryType type : values()) {
                if (type.dataType == dataType) {
                    return type;
                }
            }
            throw new IllegalArgumentException("a checkpoint holds arrays of FLOAT, DOUBLE, INT32 and INT64, but '"
                    + name + "' is of " + dataType + "; keep it in one of these types");
        }
    }
}
