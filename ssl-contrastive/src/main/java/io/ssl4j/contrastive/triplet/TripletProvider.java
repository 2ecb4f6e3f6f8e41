package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes the triplet method by name. */
public final class TripletProvider extends ViewMethodProvider<TripletConfig> {

    private static final TripletConfig DEFAULTS = TripletConfig.defaults();

    /** Used by the service loader. */
    public TripletProvider() {
        super(
                Triplet.NAME,
                "Triplet: the other view nearer than a negative of the batch, by a margin"
                        + " (Schroff et al. 2015, arXiv:1503.03832)",
                MethodFamily.CONTRASTIVE,
                Triplet.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .choice(
                                "distance",
                                Distance.class,
                                TripletConfig::distance,
                                (config, distance) -> config.withDistance(distance, config.margin()),
                                "distance between two embeddings")
                        .decimal(
                                "margin",
                                TripletConfig::margin,
                                (config, margin) -> config.withDistance(config.distance(), margin),
                                "how much farther away than the positive a negative should be")
                        .choice(
                                "negatives",
                                NegativeMining.class,
                                TripletConfig::negatives,
                                TripletConfig::withNegatives,
                                "choice of the negative row of the batch")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                TripletConfig::projector,
                                TripletConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                TripletConfig::sharedBatchStatistics,
                                TripletConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, TripletConfig config) {
        return Triplet.of(encoder, views, config);
    }

    @Override
    protected TripletConfig withSeed(TripletConfig config, long seed) {
        return config.withSeed(seed);
    }
}
