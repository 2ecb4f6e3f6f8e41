package io.ssl4j.core.network.onednn.internal.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A layer's native state by shape, for the few most recently used shapes. */
public final class KernelCache<K, V> {

    /** Full batch, last batch, single image and an evaluation batch, at two resolutions. */
    private static final int CAPACITY = 8;

    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > CAPACITY;
        }
    };

    public V get(K key, Function<K, V> create) {
        V value = entries.get(key);
        if (value == null) {
            value = create.apply(key);
            entries.put(key, value);
        }
        return value;
    }
}
