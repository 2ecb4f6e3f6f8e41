package io.ssl4j.core.data;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hash of what a sample consists of, the same in every process: the first 128 bits of SHA-256. */
public final class ContentHash {

    private static final int BYTES = 16;
    private static final int BLOCK = 1 << 12;

    private final MessageDigest digest;

    /** A hash of nothing yet. */
    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Returns the hash of a sample as hexadecimal digits; empty if it is, or holds, an object whose content is not
     * known: neither {@link SampleContent}, record, text, number, boolean, enum nor an array, list or map of them.
     */
    public static Optional<String> of(Object sample) {
        ContentHash hash = new ContentHash();
        return hash.addObject(sample) ? Optional.of(hash.text()) : Optional.empty();
    }

    /** Adds whole numbers, such as a shape. */
    public ContentHash add(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        digest.update(bytes.array());
        return this;
    }

    /** Adds values by their bits. */
    public ContentHash add(float[] values) {
        return add(FloatBuffer.wrap(values));
    }

    /** Adds the values from a buffer's position to its limit, by their bits; the position stays. */
    public ContentHash add(FloatBuffer values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * Math.min(BLOCK, values.remaining()));
        for (int i = values.position(); i < values.limit(); i++) {
            bytes.putFloat(values.get(i));
            if (!bytes.hasRemaining() || i == values.limit() - 1) {
                digest.update(bytes.array(), 0, bytes.position());
                bytes.clear();
            }
        }
        return this;
    }

    /** Adds bytes. */
    public ContentHash add(byte[] values) {
        digest.update(values);
        return this;
    }

    /** Adds a text with its length. */
    public ContentHash add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return add(bytes.length).add(bytes);
    }

    /** Returns the hash as hexadecimal digits. Nothing may be added afterwards. */
    public String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** @return false if the content of the object is not known */
    private boolean addObject(Object object) {
        if (object instanceof SampleContent content) {
            content.addTo(this);
            return true;
        }
        if (object == null || object instanceof Number || object instanceof Boolean || object instanceof Character) {
            add(String.valueOf(object));
            return true;
        }
        if (object instanceof CharSequence || object instanceof Enum<?>) {
            add(object instanceof Enum<?> constant ? constant.name() : object.toString());
            return true;
        }
        return addWhole(object);
    }

    private boolean addWhole(Object object) {
        if (object.getClass().isArray()) {
            return addArray(object);
        }
        if (object instanceof Record record) {
            return addRecord(record);
        }
        if (object instanceof List<?> list) {
            add(list.size());
            return list.stream().allMatch(this::addObject);
        }
        if (object instanceof Map<?, ?> map) {
            return addMap(map);
        }
        return object instanceof Optional<?> optional && addObject(optional.orElse(null));
    }

    private boolean addArray(Object array) {
        int length = Array.getLength(array);
        add(length);
        if (array instanceof float[] values) {
            add(values);
            return true;
        }
        if (array instanceof byte[] values) {
            add(values);
            return true;
        }
        for (int i = 0; i < length; i++) {
            if (!addObject(Array.get(array, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean addRecord(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                if (!addObject(component.getAccessor().invoke(record))) {
                    return false;
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                // A record in a module that is closed to reflection, or whose accessor fails.
                return false;
            }
        }
        return true;
    }

    /** The order of a map's entries is not part of its content. */
    private boolean addMap(Map<?, ?> map) {
        List<Optional<String>> entries = map.entrySet().stream()
                .map(entry -> {
                    ContentHash hash = new ContentHash();
                    boolean known = hash.addObject(entry.getKey()) && hash.addObject(entry.getValue());
                    return known ? Optional.of(hash.text()) : Optional.<String>empty();
                })
                .toList();
        if (entries.stream().anyMatch(Optional::isEmpty)) {
            return false;
        }
        add(entries.size());
        entries.stream().map(Optional::get).sorted().forEach(this::add);
        return true;
    }
}
