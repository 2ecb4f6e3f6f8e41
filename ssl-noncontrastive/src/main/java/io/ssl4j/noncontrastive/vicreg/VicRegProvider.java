package io.ssl4j.noncontrastive.vicreg;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes VICReg by name. */
public final class VicRegProvider extends ViewMethodProvider<VicRegConfig> {

    private static final VicRegConfig DEFAULTS = VicRegConfig.defaults();

    /** Used by the service loader. */
    public VicRegProvider() {
        super(
                VicReg.NAME,
                "VICReg: makes two views similar, spread out and uncorrelated (Bardes et al. 2022, arXiv:2105.04906)",
                MethodFamily.NON_CONTRASTIVE,
                VicReg.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "invariance",
                                VicRegConfig::invarianceWeight,
                                VicRegConfig::withInvarianceWeight,
                                "weight of the distance between the views")
                        .decimal(
                                "variance",
                                VicRegConfig::varianceWeight,
                                VicRegConfig::withVarianceWeight,
                                "weight of the term that keeps dimensions spread out")
                        .decimal(
                                "covariance",
                                VicRegConfig::covarianceWeight,
                                VicRegConfig::withCovarianceWeight,
                                "weight of the covariances between dimensions")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                VicRegConfig::projector,
                                VicRegConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                VicRegConfig::sharedBatchStatistics,
                                VicRegConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, VicRegConfig config) {
        return VicReg.of(encoder, views, config);
    }

    @Override
    protected VicRegConfig withSeed(VicRegConfig config, long seed) {
        return config.withSeed(seed);
    }
}
