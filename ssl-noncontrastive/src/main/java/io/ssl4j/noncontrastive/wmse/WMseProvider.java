package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import java.util.ArrayList;
import java.util.List;

/** W-MSE by name. */
public final class WMseProvider implements SslMethodProvider {

    @Override
    public String name() {
        return WMse.NAME;
    }

    @Override
    public String description() {
        return "W-MSE: makes two views alike after whitening each (Ermolov et al. 2021, arXiv:2007.06346)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        WMseConfig defaults = WMseConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.integer(
                "sub-batch", defaults.subBatch(), "samples whitened together, more than the projector's outputs"));
        options.add(MethodOption.integer(
                "divisions", defaults.divisions(), "random divisions of a batch into sub-batches, averaged"));
        options.add(MethodOption.decimal(
                "shrinkage", defaults.shrinkage(), "share of the identity in the covariance that is whitened"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        WMseConfig config = new WMseConfig(
                options.decimal("shrinkage"),
                options.integer("sub-batch"),
                options.integer("divisions"),
                ProjectorOptions.projector(options, WMseConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        return WMse.of(encoder, ImagePairOptions.views(options, encoder.input(), Recipes.W_MSE), config);
    }
}
