package io.ssl4j.contrastive.alignuniform;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes alignment and uniformity by name. */
public final class AlignUniformProvider extends ViewMethodProvider<AlignUniformConfig> {

    private static final AlignUniformConfig DEFAULTS = AlignUniformConfig.defaults();

    /** Used by the service loader. */
    public AlignUniformProvider() {
        super(
                AlignUniform.NAME,
                "Alignment and uniformity: two views near each other, samples evenly on the sphere"
                        + " (Wang and Isola 2020, arXiv:2005.10242)",
                MethodFamily.CONTRASTIVE,
                AlignUniform.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "alpha",
                                AlignUniformConfig::alpha,
                                AlignUniformConfig::withAlpha,
                                "power of the distance between two views of a sample")
                        .decimal(
                                "t",
                                AlignUniformConfig::t,
                                AlignUniformConfig::withT,
                                "larger pushes the nearest samples further apart")
                        .decimal(
                                "lambda",
                                AlignUniformConfig::lambda,
                                AlignUniformConfig::withLambda,
                                "weight of uniformity; alignment has weight 1")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                AlignUniformConfig::projector,
                                AlignUniformConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                AlignUniformConfig::sharedBatchStatistics,
                                AlignUniformConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, AlignUniformConfig config) {
        return AlignUniform.of(encoder, views, config);
    }

    @Override
    protected AlignUniformConfig withSeed(AlignUniformConfig config, long seed) {
        return config.withSeed(seed);
    }
}
