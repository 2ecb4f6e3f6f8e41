package io.ssl4j.contrastive.supcon;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** SupCon by name. */
public final class SupConProvider extends ViewMethodProvider<SupConConfig> {

    private static final SupConConfig DEFAULTS = SupConConfig.defaults();

    /** Used by the service loader. */
    public SupConProvider() {
        super(
                SupCon.NAME,
                "SupCon: SimCLR with all views of a class as positives, a ceiling that reads labels"
                        + " (Khosla et al. 2020, arXiv:2004.11362)",
                MethodFamily.CONTRASTIVE,
                SupCon.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "temperature",
                                SupConConfig::temperature,
                                SupConConfig::withTemperature,
                                "temperature of the softmax; smaller gives the most similar negatives more weight")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                SupConConfig::projector,
                                SupConConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                SupConConfig::sharedBatchStatistics,
                                SupConConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, SupConConfig config) {
        return SupCon.of(encoder, views, config);
    }

    @Override
    protected SupConConfig withSeed(SupConConfig config, long seed) {
        return config.withSeed(seed);
    }
}
