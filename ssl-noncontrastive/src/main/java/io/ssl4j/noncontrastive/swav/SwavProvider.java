package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes SwAV by name. */
public final class SwavProvider extends ViewMethodProvider<SwavConfig> {

    private static final SwavConfig DEFAULTS = SwavConfig.defaults();

    /** Used by the service loader. */
    public SwavProvider() {
        super(
                Swav.NAME,
                "SwAV: predicts the cluster assignment of one view from the others (Caron et al. 2020,"
                        + " arXiv:2006.09882)",
                MethodFamily.NON_CONTRASTIVE,
                Swav.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .integer(
                                "prototypes",
                                SwavConfig::prototypes,
                                SwavConfig::withPrototypes,
                                "number of directions that embeddings are compared with")
                        .decimal(
                                "temperature",
                                SwavConfig::temperature,
                                SwavConfig::withTemperature,
                                "temperature of the predictions")
                        .group(sinkhorn(), SwavConfig::sinkhorn, SwavConfig::withSinkhorn)
                        .integer(
                                "queue-size",
                                SwavConfig::queueSize,
                                (config, size) -> config.withQueue(size, config.queueFromEpoch()),
                                "number of past embeddings that are included in the assignments")
                        .integer(
                                "queue-from-epoch",
                                SwavConfig::queueFromEpoch,
                                (config, epoch) -> config.withQueue(config.queueSize(), epoch),
                                "epochs before the queue is used")
                        .integer(
                                "frozen-epochs",
                                SwavConfig::frozenEpochs,
                                SwavConfig::withFrozenEpochs,
                                "epochs before the prototypes are trained")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                SwavConfig::projector,
                                SwavConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                SwavConfig::sharedBatchStatistics,
                                SwavConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    private static Settings<SinkhornKnopp> sinkhorn() {
        return Settings.of(DEFAULTS.sinkhorn())
                .decimal("epsilon", SinkhornKnopp::epsilon, SinkhornKnopp::withEpsilon, "smoothing of the assignments")
                .integer(
                        "sinkhorn-iterations",
                        SinkhornKnopp::iterations,
                        SinkhornKnopp::withIterations,
                        "rounds that balance the assignments");
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, SwavConfig config) {
        return Swav.of(encoder, views, config);
    }

    @Override
    protected SwavConfig withSeed(SwavConfig config, long seed) {
        return config.withSeed(seed);
    }
}
