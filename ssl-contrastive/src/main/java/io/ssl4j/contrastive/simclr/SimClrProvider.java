package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.NegativesOptions;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** SimCLR by name. */
public final class SimClrProvider extends ViewMethodProvider<SimClrConfig> {

    private static final SimClrConfig DEFAULTS = SimClrConfig.defaults();

    /** Used by the service loader. */
    public SimClrProvider() {
        super(
                SimClr.NAME,
                "SimCLR: finds the other view of a sample among a batch (Chen et al. 2020, arXiv:2002.05709)",
                MethodFamily.CONTRASTIVE,
                SimClr.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "temperature",
                                SimClrConfig::temperature,
                                SimClrConfig::withTemperature,
                                "temperature of the softmax; smaller gives the most similar negatives more weight")
                        .choice(
                                "objective",
                                Objective.class,
                                SimClrConfig::objective,
                                SimClrConfig::withObjective,
                                "the loss")
                        .options(
                                NegativesOptions.options(DEFAULTS.negatives()),
                                (config, options) -> config.withNegatives(NegativesOptions.negatives(options)))
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                SimClrConfig::projector,
                                SimClrConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                SimClrConfig::sharedBatchStatistics,
                                SimClrConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, SimClrConfig config) {
        return SimClr.of(encoder, views, config);
    }

    @Override
    protected SimClrConfig withSeed(SimClrConfig config, long seed) {
        return config.withSeed(seed);
    }
}
