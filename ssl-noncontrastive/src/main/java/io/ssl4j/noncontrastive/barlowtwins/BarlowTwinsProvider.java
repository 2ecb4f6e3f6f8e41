package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.data.Image;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.train.SslMethod;
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
        HeadShape projector = defaults.projector();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal("lambda", defaults.lambda(), "weight of the redundancy term"));
        options.add(MethodOption.integers(
                "projector-hidden", projector.hidden(), "widths of the projector's hidden layers"));
        options.add(MethodOption.integer("projector-output", projector.outputs(), "width of the projector's output"));
        options.add(MethodOption.flag(
                "projector-norm", projector.hiddenNorm(), "batch norm in the projector's hidden layers"));
        options.add(MethodOption.flag(
                "shared-statistics", defaults.sharedBatchStatistics(), "batch norm sees both views as one batch"));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder encoder, MethodOptions options, long seed) {
        HeadShape projector = BarlowTwinsConfig.defaults()
                .projector()
                .withHidden(options.integers("projector-hidden"))
                .withOutputs(options.integer("projector-output"))
                .withHiddenNorm(options.flag("projector-norm"));
        BarlowTwinsConfig config =
                new BarlowTwinsConfig(options.decimal("lambda"), projector, options.flag("shared-statistics"), seed);
        return BarlowTwins.of(encoder, ImagePairOptions.views(options, encoder.input(), Recipes.BARLOW_TWINS), config);
    }
}
