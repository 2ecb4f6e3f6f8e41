package io.ssl4j.core.registry;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.numerics.DidYouMean;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The methods on the class path.
 *
 * <pre>{@code
 * SslMethod<Image> method = SslMethods.create("simclr", encoder, Map.of("temperature", "0.2"), 42);
 * }</pre>
 */
public final class SslMethods {

    private SslMethods() {}

    /**
     * Returns all methods, in name order.
     *
     * @throws IllegalStateException if two providers have the same name
     */
    public static List<SslMethodProvider> all() {
        return List.copyOf(byName().values());
    }

    /**
     * Returns the method of this name, or several in one: "simclr+vicreg" trains an encoder on the sum of both losses,
     * with their options as "simclr.temperature" and "vicreg.weight".
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static SslMethodProvider named(String name) {
        SortedMap<String, SslMethodProvider> providers = byName();
        if (name.contains(MultiTaskProvider.JOINED_BY)) {
            return new MultiTaskProvider(Stream.of(name.split(Pattern.quote(MultiTaskProvider.JOINED_BY), -1))
                    .map(each -> named(each, providers))
                    .toList());
        }
        return named(name, providers);
    }

    private static SslMethodProvider named(String name, SortedMap<String, SslMethodProvider> providers) {
        SslMethodProvider provider = providers.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("there is no method '" + name + "' on the class path"
                    + DidYouMean.then(
                            name,
                            providers.keySet(),
                            "the methods are " + providers.keySet()
                                    + "; for others, add their module to the class path"));
        }
        return provider;
    }

    /**
     * Makes a method.
     *
     * @param name the name of the method
     * @param encoder the encoder to train
     * @param options values by option name; options left out have their defaults
     * @param seed the seed for the initial weights of heads
     * @throws IllegalArgumentException if the name, an option or a value is unknown or out of range
     */
    public static <T> SslMethod<T> create(String name, Encoder<T> encoder, Map<String, String> options, long seed) {
        Modality<T> modality = Modalities.of(encoder);
        SslMethodProvider provider = named(name, modality);
        return provider.create(modality, encoder, MethodOptions.of(name, provider.options(modality), options), seed);
    }

    /**
     * Returns the method of this name, for samples of a modality.
     *
     * @throws IllegalArgumentException if there is none, or it does not work on these samples; the message lists those
     *     that do
     */
    public static SslMethodProvider named(String name, Modality<?> modality) {
        SslMethodProvider provider = named(name);
        if (!provider.worksOn(modality)) {
            throw new IllegalArgumentException("the method '" + name + "' does not work on " + modality.samples()
                    + "; those that do are "
                    + all().stream()
                            .filter(other -> other.worksOn(modality))
                            .map(SslMethodProvider::name)
                            .toList());
        }
        return provider;
    }

    private static SortedMap<String, SslMethodProvider> byName() {
        SortedMap<String, SslMethodProvider> providers = new TreeMap<>();
        for (SslMethodProvider provider : ServiceLoader.load(SslMethodProvider.class)) {
            SslMethodProvider other = providers.putIfAbsent(provider.name(), provider);
            if (other != null) {
                throw new IllegalStateException("two methods are called '" + provider.name() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName() + "; names must be unique");
            }
        }
        return providers;
    }
}
