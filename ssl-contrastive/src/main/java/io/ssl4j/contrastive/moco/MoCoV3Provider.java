package io.ssl4j.contrastive.moco;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** MoCo v3 by name. */
public final class MoCoV3Provider extends ViewMethodProvider<MoCoV3Config> {

    private static final MoCoV3Config DEFAULTS = MoCoV3Config.defaults();

    /** Used by the service loader. */
    public MoCoV3Provider() {
        super(
                MoCoV3.NAME,
                "MoCo v3: a predictor finds the other view's key among those of the batch (Chen et al. 2021,"
                        + " arXiv:2104.02057)",
                MethodFamily.CONTRASTIVE,
                MoCoV3.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "temperature",
                                MoCoV3Config::temperature,
                                MoCoV3Config::withTemperature,
                                "temperature of the softmax; smaller gives the most similar negatives more weight")
                        .options(
                                MomentumOptions.options(DEFAULTS.momentum()),
                                (config, options) -> config.withMomentum(MomentumOptions.schedule(options)))
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                MoCoV3Config::projector,
                                MoCoV3Config::withProjector)
                        .flag(
                                "shared-statistics",
                                MoCoV3Config::sharedBatchStatistics,
                                MoCoV3Config::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately")
                        .group(
                                ProjectorOptions.predictor(DEFAULTS.predictor()),
                                MoCoV3Config::predictor,
                                (config, predictor) -> config.withHeads(config.projector(), predictor)));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, MoCoV3Config config) {
        return MoCoV3.of(encoder, views, config);
    }

    @Override
    protected MoCoV3Config withSeed(MoCoV3Config config, long seed) {
        return config.withSeed(seed);
    }
}
