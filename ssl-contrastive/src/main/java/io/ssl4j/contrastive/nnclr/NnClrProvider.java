package io.ssl4j.contrastive.nnclr;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** NNCLR by name. */
public final class NnClrProvider extends ViewMethodProvider<NnClrConfig> {

    private static final NnClrConfig DEFAULTS = NnClrConfig.defaults();

    /** Used by the service loader. */
    public NnClrProvider() {
        super(
                NnClr.NAME,
                "NNCLR: the positive is the nearest neighbour among past projections (Dwibedi et al. 2021,"
                        + " arXiv:2104.14548)",
                MethodFamily.CONTRASTIVE,
                NnClr.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "temperature",
                                NnClrConfig::temperature,
                                NnClrConfig::withTemperature,
                                "temperature of the softmax; smaller gives the most similar negatives more weight")
                        .integer(
                                "support-size",
                                NnClrConfig::supportSize,
                                NnClrConfig::withSupportSize,
                                "projections of past batches that are kept")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                NnClrConfig::projector,
                                NnClrConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                NnClrConfig::sharedBatchStatistics,
                                NnClrConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately")
                        .group(
                                ProjectorOptions.predictor(DEFAULTS.predictor()),
                                NnClrConfig::predictor,
                                (config, predictor) -> config.withHeads(config.projector(), predictor)));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, NnClrConfig config) {
        return NnClr.of(encoder, views, config);
    }

    @Override
    protected NnClrConfig withSeed(NnClrConfig config, long seed) {
        return config.withSeed(seed);
    }
}
