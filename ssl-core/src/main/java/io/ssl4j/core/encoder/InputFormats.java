package io.ssl4j.core.encoder;

import java.util.ServiceLoader;
import java.util.TreeSet;

/** Finds the {@link InputFormat} of a kind. */
final class InputFormats {

    private InputFormats() {}

    /** @throws IllegalArgumentException if there is no format of this kind on the class path */
    static InputFormat<?> named(String kind) {
        TreeSet<String> kinds = new TreeSet<>();
        for (InputFormat<?> format : ServiceLoader.load(InputFormat.class)) {
            if (format.kind().equals(kind)) {
                return format;
            }
            kinds.add(format.kind());
        }
        throw new IllegalArgumentException("an encoder file needs a format for the input of its kind, \"" + kind
                + "\", but the class path has only " + kinds + "; add an InputFormat of that kind to"
                + " META-INF/services/" + InputFormat.class.getName());
    }

    @SuppressWarnings("unchecked")
    static <T> InputFormat<T> of(EncoderInput<T> input) {
        return (InputFormat<T>) named(input.kind());
    }
}
