package io.ssl4j.noncontrastive.vicreg;

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
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** VICReg by name. */
public final class VicRegProvider implements SslMethodProvider {

    @Override
    public String name() {
        return VicReg.NAME;
    }

    @Override
    public String description() {
        return "VICReg: makes two views alike, spread out and uncorrelated (Bardes et al. 2022, arXiv:2105.04906)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        VicRegConfig defaults = VicRegConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal("invariance", defaults.invarianceWeight(), "weight of the views' distance"));
        options.add(MethodOption.decimal("variance", defaults.varianceWeight(), "weight of the spread of dimensions"));
        options.add(MethodOption.decimal(
                "covariance", defaults.covarianceWeight(), "weight of the covariances between dimensions"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        VicRegConfig config = new VicRegConfig(
                options.decimal("invariance"),
                options.decimal("variance"),
                options.decimal("covariance"),
                ProjectorOptions.projector(options, VicRegConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return VicReg.of(encoder, ImagePairOptions.views(options, input, Recipes.vicReg(input)), config);
    }
}
