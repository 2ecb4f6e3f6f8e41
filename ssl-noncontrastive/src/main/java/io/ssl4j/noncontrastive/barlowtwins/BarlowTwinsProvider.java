package io.ssl4j.noncontrastive.barlowtwins;

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

/** Barlow Twins by name. */
public final class BarlowTwinsProvider implements SslMethodProvider {

    @Override
    public String name() {
        return BarlowTwins.NAME;
    }

    @Override
    public String description() {
        return "Barlow Twins: makes the cross-correlation of two views the identity"
                + " (Zbontar et al. 2021, arXiv:2103.03230)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        BarlowTwinsConfig defaults = BarlowTwinsConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal("lambda", defaults.lambda(), "weight of the redundancy term"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        BarlowTwinsConfig config = new BarlowTwinsConfig(
                options.decimal("lambda"),
                ProjectorOptions.projector(options, BarlowTwinsConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return BarlowTwins.of(encoder, ImagePairOptions.views(options, input, Recipes.barlowTwins(input)), config);
    }
}
