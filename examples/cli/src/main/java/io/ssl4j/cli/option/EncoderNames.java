package io.ssl4j.cli.option;

import io.ssl4j.core.numerics.DidYouMean;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import java.util.Iterator;
import java.util.List;

/** The encoders by name, in any case. */
final class EncoderNames implements Iterable<String> {

    /** Those of all modalities, for help. */
    @Override
    public Iterator<String> iterator() {
        List<String> all = Modalities.all().stream()
                .flatMap(modality -> modality.encoders().stream())
                .toList();
        return all.iterator();
    }

    /**
     * The name as a modality has it; the default for the method if none is given.
     *
     * @throws IllegalArgumentException if it has no encoder of the name
     */
    static String of(Modality<?> modality, SslMethodProvider method, String name) {
        if (name == null) {
            return method.encoders(modality).get(0);
        }
        List<String> names = modality.encoders();
        return names.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--encoder for " + modality.samples()
                        + " must be one of " + String.join(", ", names) + ", got '" + name + "'"
                        + DidYouMean.question(name, names)));
    }
}
