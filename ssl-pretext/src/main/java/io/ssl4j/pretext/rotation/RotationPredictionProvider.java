package io.ssl4j.pretext.rotation;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.augment.ViewRecipe;
import io.ssl4j.core.vision.image.Image;
import java.util.List;

/** Rotation prediction by name. */
public final class RotationPredictionProvider implements SslMethodProvider {

    @Override
    public String name() {
        return RotationPrediction.NAME;
    }

    @Override
    public String description() {
        return "Rotation prediction: tells by how many right angles an image was turned"
                + " (Gidaris et al. 2018, arXiv:1803.07728)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.PRETEXT;
    }

    @Override
    public List<MethodOption> options() {
        RotationPredictionConfig defaults = RotationPredictionConfig.defaults();
        return List.of(
                MethodOption.choice(
                        "views",
                        Recipes.ROTATION.name(),
                        Recipes.all().stream().map(ViewRecipe::name).toList(),
                        "the published recipe whose first view is rotated"),
                MethodOption.integers(
                        "head-hidden", defaults.headHidden(), "widths of the classifier's hidden layers"));
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        ViewRecipe recipe = Recipes.named(options.choice("views"));
        return RotationPrediction.of(
                encoder,
                RotationPrediction.augmentation(recipe, encoder.input()),
                new RotationPredictionConfig(options.integers("head-hidden"), seed));
    }
}
