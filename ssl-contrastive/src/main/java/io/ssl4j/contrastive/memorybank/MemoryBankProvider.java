package io.ssl4j.contrastive.memorybank;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** The memory bank by name. */
public final class MemoryBankProvider extends ViewMethodProvider<MemoryBankConfig> {

    private static final MemoryBankConfig DEFAULTS = MemoryBankConfig.defaults();

    /** Used by the service loader. */
    public MemoryBankProvider() {
        super(
                MemoryBank.NAME,
                "Memory bank (NPID): finds a sample's own vector in a bank of all samples (Wu et al. 2018,"
                        + " arXiv:1805.01978)",
                MethodFamily.CONTRASTIVE,
                MemoryBank.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .decimal(
                                "temperature",
                                MemoryBankConfig::temperature,
                                MemoryBankConfig::withTemperature,
                                "temperature of the softmax; smaller gives the most similar negatives more weight")
                        .decimal(
                                "bank-momentum",
                                MemoryBankConfig::bankMomentum,
                                MemoryBankConfig::withBankMomentum,
                                "fraction of a bank row that an update keeps")
                        .integer(
                                "negatives",
                                MemoryBankConfig::negatives,
                                MemoryBankConfig::withNegatives,
                                "bank rows that a step is compared with; 0 for all")
                        .decimal(
                                "proximal",
                                MemoryBankConfig::proximalWeight,
                                MemoryBankConfig::withProximalWeight,
                                "weight of the distance between a sample and its own bank row")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                MemoryBankConfig::projector,
                                MemoryBankConfig::withProjector));
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, MemoryBankConfig config) {
        return MemoryBank.of(encoder, views, config);
    }

    @Override
    protected MemoryBankConfig withSeed(MemoryBankConfig config, long seed) {
        return config.withSeed(seed);
    }
}
