package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes TiCo by name. */
public final class TiCoProvider extends ViewMethodProvider<TiCoConfig> {

    private static final TiCoConfig DEFAULTS = TiCoConfig.defaults();

    /** Used by the service loader. */
    public TiCoProvider() {
        super(
                TiCo.NAME,
                "TiCo: follows a moving target, away from the average covariance (Zhu et al. 2022, arXiv:2206.10698)",
                MethodFamily.NON_CONTRASTIVE,
                TiCo.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "beta",
                                TiCoConfig::beta,
                                TiCoConfig::withBeta,
                                "fraction of the average covariance that a step keeps")
                        .decimal("rho", TiCoConfig::rho, TiCoConfig::withRho, "weight of the covariance term")
                        .options(
                                MomentumOptions.options(DEFAULTS.momentum()),
                                (config, options) -> config.withMomentum(MomentumOptions.schedule(options)))
                        .flag(
                                "symmetric",
                                TiCoConfig::symmetric,
                                TiCoConfig::withSymmetric,
                                "each view is also the target of the other")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                TiCoConfig::projector,
                                TiCoConfig::withProjector));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, TiCoConfig config) {
        return TiCo.of(encoder, views, config);
    }

    @Override
    protected TiCoConfig withSeed(TiCoConfig config, long seed) {
        return config.withSeed(seed);
    }
}
