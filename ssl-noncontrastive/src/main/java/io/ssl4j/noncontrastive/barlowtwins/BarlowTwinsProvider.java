package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes Barlow Twins by name. */
public final class BarlowTwinsProvider extends ViewMethodProvider<BarlowTwinsConfig> {

    private static final BarlowTwinsConfig DEFAULTS = BarlowTwinsConfig.defaults();

    /** Used by the service loader. */
    public BarlowTwinsProvider() {
        super(
                BarlowTwins.NAME,
                "Barlow Twins: makes the cross-correlation of two views the identity"
                        + " (Zbontar et al. 2021, arXiv:2103.03230)",
                MethodFamily.NON_CONTRASTIVE,
                BarlowTwins.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "lambda",
                                BarlowTwinsConfig::lambda,
                                BarlowTwinsConfig::withLambda,
                                "weight of the redundancy term")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                BarlowTwinsConfig::projector,
                                BarlowTwinsConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                BarlowTwinsConfig::sharedBatchStatistics,
                                BarlowTwinsConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, BarlowTwinsConfig config) {
        return BarlowTwins.of(encoder, views, config);
    }

    @Override
    protected BarlowTwinsConfig withSeed(BarlowTwinsConfig config, long seed) {
        return config.withSeed(seed);
    }
}
