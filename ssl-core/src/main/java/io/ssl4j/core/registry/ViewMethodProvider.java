package io.ssl4j.core.registry;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * A method by name that works on every modality that has views.
 *
 * @param <C> the method's configuration
 */
public abstract class ViewMethodProvider<C> implements SslMethodProvider {

    private final String name;
    private final String description;
    private final MethodFamily family;
    private final ViewNeed need;
    private final Settings<C> settings;

    /**
     * Makes a provider.
     *
     * @param need the views of its default configuration
     * @param settings the options of its configuration
     */
    protected ViewMethodProvider(
            String name, String description, MethodFamily family, ViewNeed need, Settings<C> settings) {
        this.name = name;
        this.description = description;
        this.family = family;
        this.need = need;
        this.settings = settings;
    }

    /** Makes the method with the given views. */
    protected abstract <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, C config);

    /** Returns the configuration with another seed for its heads. */
    protected abstract C withSeed(C config, long seed);

    /** Returns the views that a configuration needs; by default those of the default configuration. */
    protected ViewNeed need(C config) {
        return need;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final MethodFamily family() {
        return family;
    }

    @Override
    public final boolean worksOn(Modality<?> modality) {
        return true;
    }

    @Override
    public final List<String> encoders(Modality<?> modality) {
        return modality.encoders(need);
    }

    @Override
    public final List<MethodOption> options(Modality<?> modality) {
        List<MethodOption> options = new ArrayList<>(ViewOptions.of(modality, need));
        options.addAll(settings.options());
        return options;
    }

    /** Also rejects view counts and the like that no configuration of this method has. */
    @Override
    public final void check(Modality<?> modality, MethodOptions options) {
        need(settings.read(options));
    }

    @Override
    public final <T> SslMethod<T> create(Modality<T> modality, Encoder<T> encoder, MethodOptions options, long seed) {
        C config = withSeed(settings.read(options), seed);
        return create(encoder, ViewOptions.views(modality, encoder.input(), need(config), options), config);
    }
}
