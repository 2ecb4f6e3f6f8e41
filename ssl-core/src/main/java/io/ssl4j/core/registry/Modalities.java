package io.ssl4j.core.registry;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.numerics.DidYouMean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The modalities on the class path. */
public final class Modalities {

    private Modalities() {}

    /** Returns all modalities, in the order of their kinds. */
    public static List<Modality<?>> all() {
        return List.copyOf(byKind().values());
    }

    /**
     * Returns the modality of a kind.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known kinds
     */
    public static Modality<?> named(String kind) {
        SortedMap<String, Modality<?>> kinds = byKind();
        Modality<?> modality = kinds.get(kind);
        if (modality == null) {
            throw new IllegalArgumentException("there is no modality '" + kind + "' on the class path"
                    + DidYouMean.then(kind, kinds.keySet(), "there are " + kinds.keySet()));
        }
        return modality;
    }

    /** Returns the modality of an encoder's samples. */
    @SuppressWarnings("unchecked")
    public static <T> Modality<T> of(Encoder<T> encoder) {
        return (Modality<T>) named(encoder.input().kind());
    }

    /**
     * Returns the modality that recognises a path best.
     *
     * @throws IllegalArgumentException if none does
     */
    public static Modality<?> recognize(Path data) {
        Modality<?> best = null;
        double most = 0;
        for (Modality<?> modality : all()) {
            double sure = modality.recognizes(data);
            if (sure > most) {
                best = modality;
                most = sure;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no modality recognises " + data + "; the kinds are " + byKind().keySet()
                    + "; name it with --modality");
        }
        return best;
    }

    /** Returns a method's views of an encoder's samples, with default settings. */
    public static <T> ViewGenerator<T> views(Encoder<T> encoder, ViewNeed need) {
        Modality<T> modality = of(encoder);
        return ViewOptions.views(
                modality, encoder.input(), need, MethodOptions.of("views", ViewOptions.of(modality, need), Map.of()));
    }

    private static SortedMap<String, Modality<?>> byKind() {
        SortedMap<String, Modality<?>> kinds = new TreeMap<>();
        for (Modality<?> modality : ServiceLoader.load(Modality.class)) {
            Modality<?> other = kinds.putIfAbsent(modality.kind(), modality);
            if (other != null) {
                throw new IllegalStateException("two modalities are called '" + modality.kind() + "': "
                        + other.getClass().getName() + " and "
                        + modality.getClass().getName() + "; kinds must be unique");
            }
        }
        return kinds;
    }
}
