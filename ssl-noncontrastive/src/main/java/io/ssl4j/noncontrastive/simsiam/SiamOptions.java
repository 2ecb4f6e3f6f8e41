package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;
import io.ssl4j.core.registry.ViewNeed;

/** The common parts of the providers of SimSiam and FastSiam. */
abstract class SiamOptions extends ViewMethodProvider<SimSiamConfig> {

    SiamOptions(String name, String description, Settings<SimSiamConfig> settings) {
        super(name, description, MethodFamily.NON_CONTRASTIVE, SimSiam.viewsNeeded(settings.defaults()), settings);
    }

    /** The options of both. */
    static Settings<SimSiamConfig> settings(SimSiamConfig defaults) {
        return Settings.of(defaults)
                .group(
                        ProjectorOptions.projector(defaults.projector()),
                        SimSiamConfig::projector,
                        SimSiamConfig::withProjector)
                .flag(
                        "shared-statistics",
                        SimSiamConfig::sharedBatchStatistics,
                        SimSiamConfig::withSharedBatchStatistics,
                        "batch norm treats all views as one batch; otherwise each separately")
                .group(
                        ProjectorOptions.predictor(defaults.predictor()),
                        SimSiamConfig::predictor,
                        SimSiamConfig::withPredictor)
                .flag(
                        "constant-predictor-rate",
                        SimSiamConfig::constantPredictorRate,
                        SimSiamConfig::withConstantPredictorRate,
                        "the predictor keeps the base learning rate")
                .flag(
                        "stop-gradient",
                        SimSiamConfig::stopGradient,
                        SimSiamConfig::withStopGradient,
                        "set to false only to demonstrate collapse");
    }

    @Override
    protected ViewNeed need(SimSiamConfig config) {
        return SimSiam.viewsNeeded(config);
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, SimSiamConfig config) {
        return SimSiam.of(encoder, views, config);
    }

    @Override
    protected SimSiamConfig withSeed(SimSiamConfig config, long seed) {
        return config.withSeed(seed);
    }
}
