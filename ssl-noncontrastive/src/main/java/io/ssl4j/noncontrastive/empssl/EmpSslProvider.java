package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;
import io.ssl4j.core.registry.ViewNeed;

/** Makes EMP-SSL by name. */
public final class EmpSslProvider extends ViewMethodProvider<EmpSslConfig> {

    private static final EmpSslConfig DEFAULTS = EmpSslConfig.defaults();

    /** Used by the service loader. */
    public EmpSslProvider() {
        super(
                EmpSsl.NAME,
                "EMP-SSL: brings many crops of a sample to their mean (Tong et al. 2023, arXiv:2304.03977)",
                MethodFamily.NON_CONTRASTIVE,
                EmpSsl.viewsNeeded(DEFAULTS),
                Settings.of(DEFAULTS)
                        .integer("patches", EmpSslConfig::patches, EmpSslConfig::withPatches, "crops of each sample")
                        .decimal(
                                "distortion",
                                EmpSslConfig::distortion,
                                EmpSslConfig::withDistortion,
                                "squared precision to which embeddings are distinguished")
                        .decimal(
                                "invariance",
                                EmpSslConfig::invarianceWeight,
                                EmpSslConfig::withInvarianceWeight,
                                "weight of the similarity of a sample's crops")
                        .group(
                                ProjectorOptions.projector(DEFAULTS.projector()),
                                EmpSslConfig::projector,
                                EmpSslConfig::withProjector)
                        .flag(
                                "shared-statistics",
                                EmpSslConfig::sharedBatchStatistics,
                                EmpSslConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected ViewNeed need(EmpSslConfig config) {
        return EmpSsl.viewsNeeded(config);
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, EmpSslConfig config) {
        return EmpSsl.of(encoder, views, config);
    }

    @Override
    protected EmpSslConfig withSeed(EmpSslConfig config, long seed) {
        return config.withSeed(seed);
    }
}
