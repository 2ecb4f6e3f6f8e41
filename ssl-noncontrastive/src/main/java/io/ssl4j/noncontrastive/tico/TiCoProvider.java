package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** TiCo by name. */
public final class TiCoProvider implements SslMethodProvider {

    @Override
    public String name() {
        return TiCo.NAME;
    }

    @Override
    public String description() {
        return "TiCo: follows a moving target, away from the average covariance (Zhu et al. 2022, arXiv:2206.10698)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        TiCoConfig defaults = TiCoConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal("beta", defaults.beta(), "how much of the average covariance a step keeps"));
        options.add(MethodOption.decimal("rho", defaults.rho(), "weight of the covariance term"));
        options.addAll(MomentumOptions.options(defaults.momentum()));
        options.add(MethodOption.flag("symmetric", defaults.symmetric(), "each view is the other's target too"));
        options.addAll(ProjectorOptions.shape(defaults.projector()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        TiCoConfig config = new TiCoConfig(
                options.decimal("beta"),
                options.decimal("rho"),
                MomentumOptions.schedule(options),
                options.flag("symmetric"),
                ProjectorOptions.projector(options, TiCoConfig.defaults().projector()),
                seed);
        ImageInput input = encoder.input();
        return TiCo.of(encoder, ImagePairOptions.views(options, input, Recipes.byol(input)), config);
    }
}
