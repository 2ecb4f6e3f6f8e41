package io.ssl4j.contrastive.moco;

import io.ssl4j.contrastive.loss.NegativesOptions;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;
import java.util.List;

/** The common parts of the providers of MoCo v1 and v2. */
abstract class MoCoBaseProvider extends ViewMethodProvider<MoCoConfig> {

    MoCoBaseProvider(String name, String description, MoCoConfig defaults) {
        super(name, description, MethodFamily.CONTRASTIVE, defaults.viewsNeeded(), settings(defaults));
    }

    private static Settings<MoCoConfig> settings(MoCoConfig defaults) {
        return Settings.of(defaults)
                .decimal(
                        "temperature",
                        MoCoConfig::temperature,
                        MoCoConfig::withTemperature,
                        "temperature of the softmax; smaller gives the most similar negatives more weight")
                .integer(
                        "queue-size",
                        MoCoConfig::queueSize,
                        MoCoConfig::withQueueSize,
                        "keys of past batches that are kept")
                .flag(
                        "symmetric",
                        MoCoConfig::symmetric,
                        MoCoConfig::withSymmetric,
                        "each view is query once and key once; otherwise the first is the query")
                .integer(
                        "batch-norm-splits",
                        MoCoConfig::batchNormSplits,
                        MoCoConfig::withBatchNormSplits,
                        "number of parts of the batch that batch norm normalises separately")
                .options(
                        NegativesOptions.options(defaults.negatives()),
                        (config, options) -> config.withNegatives(NegativesOptions.negatives(options)))
                .options(
                        MomentumOptions.options(defaults.momentum()),
                        (config, options) -> config.withMomentum(MomentumOptions.schedule(options)))
                .group(
                        ProjectorOptions.projector(defaults.projector()),
                        MoCoConfig::projector,
                        MoCoConfig::withProjector);
    }

    /**
     * Checks that a projector fits this version.
     *
     * @param hidden the widths of its hidden layers
     * @throws IllegalArgumentException if it belongs to the other version
     */
    abstract void requireVersion(List<Integer> hidden);

    @Override
    protected final <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, MoCoConfig config) {
        requireVersion(config.projector().hidden());
        return MoCo.of(encoder, views, config);
    }

    @Override
    protected MoCoConfig withSeed(MoCoConfig config, long seed) {
        return config.withSeed(seed);
    }
}
