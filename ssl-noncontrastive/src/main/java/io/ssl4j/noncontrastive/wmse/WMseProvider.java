package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;
import io.ssl4j.core.registry.ViewNeed;
import java.util.List;

/** Makes W-MSE by name. */
public final class WMseProvider extends ViewMethodProvider<WMseConfig> {

    private static final WMseConfig DEFAULTS = WMseConfig.defaults();

    /** The allowed sub-batches depend on the projector, so both are read together. */
    private static final MethodOption SUB_BATCH = MethodOption.integer(
            "sub-batch",
            DEFAULTS.subBatch(),
            "samples that are whitened together; must exceed the number of the projector's outputs");

    private static final Settings<HeadShape> PROJECTOR = ProjectorOptions.projector(DEFAULTS.projector());

    /** Used by the service loader. */
    public WMseProvider() {
        super(
                WMse.NAME,
                "W-MSE: makes the views similar after whitening each (Ermolov et al. 2021, arXiv:2007.06346)",
                MethodFamily.NON_CONTRASTIVE,
                WMse.viewsNeeded(DEFAULTS),
                Settings.of(DEFAULTS)
                        .integer(
                                "view-count",
                                WMseConfig::views,
                                WMseConfig::withViews,
                                "views of each sample; 4 for the paper's W-MSE 4")
                        .options(
                                List.of(SUB_BATCH),
                                (config, options) ->
                                        config.withSubBatch(options.integer(SUB_BATCH.name()), PROJECTOR.read(options)))
                        .integer(
                                "divisions",
                                WMseConfig::divisions,
                                WMseConfig::withDivisions,
                                "random divisions of a batch into sub-batches that are averaged over")
                        .decimal(
                                "shrinkage",
                                WMseConfig::shrinkage,
                                WMseConfig::withShrinkage,
                                "fraction of the identity matrix in the covariance used for whitening")
                        .options(PROJECTOR.options(), (config, options) -> config)
                        .flag(
                                "shared-statistics",
                                WMseConfig::sharedBatchStatistics,
                                WMseConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    @Override
    protected ViewNeed need(WMseConfig config) {
        return WMse.viewsNeeded(config);
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, WMseConfig config) {
        return WMse.of(encoder, views, config);
    }

    @Override
    protected WMseConfig withSeed(WMseConfig config, long seed) {
        return config.withSeed(seed);
    }
}
