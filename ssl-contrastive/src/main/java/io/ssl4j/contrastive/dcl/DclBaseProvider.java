package io.ssl4j.contrastive.dcl;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** The common parts of the providers of DCL and DCLW. */
abstract class DclBaseProvider extends ViewMethodProvider<DclConfig> {

    DclBaseProvider(String name, String description, DclConfig defaults) {
        super(name, description, MethodFamily.CONTRASTIVE, Dcl.VIEWS_NEEDED, settings(defaults));
    }

    private static Settings<DclConfig> settings(DclConfig defaults) {
        Settings<DclConfig> settings = Settings.of(defaults)
                .decimal(
                        "temperature",
                        DclConfig::temperature,
                        DclConfig::withTemperature,
                        "temperature of the softmax; smaller gives the most similar negatives more weight");
        if (defaults.sigma().isPresent()) {
            settings = settings.decimal(
                    "sigma",
                    config -> config.sigma().getAsDouble(),
                    DclConfig::withSigma,
                    "smaller gives distant pairs of views more weight");
        }
        return settings.group(
                        ProjectorOptions.projector(defaults.projector()),
                        DclConfig::projector,
                        DclConfig::withProjector)
                .flag(
                        "shared-statistics",
                        DclConfig::sharedBatchStatistics,
                        DclConfig::withSharedBatchStatistics,
                        "batch norm treats all views as one batch; otherwise each separately");
    }

    @Override
    protected final <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, DclConfig config) {
        return Dcl.of(encoder, views, config);
    }

    @Override
    protected DclConfig withSeed(DclConfig config, long seed) {
        return config.withSeed(seed);
    }
}
