package io.ssl4j.noncontrastive.byol;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes BYOL by name. */
public final class ByolProvider extends ViewMethodProvider<ByolConfig> {

    private static final ByolConfig DEFAULTS = ByolConfig.defaults();

    /** Used by the service loader. */
    public ByolProvider() {
        super(
                Byol.NAME,
                "BYOL: predicts the output of a slowly moving target for the other view (Grill et al. 2020,"
                        + " arXiv:2006.07733)",
                MethodFamily.NON_CONTRASTIVE,
                Byol.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .options(
                                MomentumOptions.options(DEFAULTS.momentum()),
                                (config, options) -> config.withMomentum(MomentumOptions.schedule(options)))
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                ByolConfig::projector,
                                ByolConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                ByolConfig::sharedBatchStatistics,
                                ByolConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately")
                        .group(
                                ProjectorOptions.predictor(DEFAULTS.predictor().orElseThrow()),
                                config -> config.predictor().orElseThrow(),
                                (config, predictor) -> config.withHeads(config.projector(), predictor))
                        .flag(
                                "predictor",
                                config -> config.predictor().isPresent(),
                                (config, wanted) -> wanted ? config : config.withoutPredictor(),
                                "set to false only to demonstrate collapse"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, ByolConfig config) {
        return Byol.of(encoder, views, config);
    }

    @Override
    protected ByolConfig withSeed(ByolConfig config, long seed) {
        return config.withSeed(seed);
    }
}
