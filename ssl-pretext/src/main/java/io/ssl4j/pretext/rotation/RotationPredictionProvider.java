package io.ssl4j.pretext.rotation;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.ViewOptions;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** Makes rotation prediction by name. */
public final class RotationPredictionProvider implements SslMethodProvider {

    @Override
    public String name() {
        return RotationPrediction.NAME;
    }

    @Override
    public String description() {
        return "Rotation prediction: predicts by how many right angles an image was rotated"
                + " (Gidaris et al. 2018, arXiv:1803.07728)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.PRETEXT;
    }

    /** Only images: a quarter turn is not defined for other samples. */
    @Override
    public boolean worksOn(Modality<?> modality) {
        return modality.sampleType() == Image.class;
    }

    @Override
    public List<MethodOption> options(Modality<?> modality) {
        RotationPredictionConfig defaults = RotationPredictionConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ViewOptions.of(modality, RotationPrediction.VIEW));
        options.add(MethodOption.integers(
                "head-hidden", defaults.headHidden(), "widths of the classifier's hidden layers"));
        return options;
    }

    @Override
    public void check(Modality<?> modality, MethodOptions options) {
        config(options, 0);
    }

    /** The cast is checked: {@link Encoder#as} rejects an encoder of other samples than images, so that T is Image. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> SslMethod<T> create(Modality<T> modality, Encoder<T> encoder, MethodOptions options, long seed) {
        return (SslMethod<T>) rotation((Modality<Image>) modality, encoder.as(Image.class), options, seed);
    }

    private static SslMethod<Image> rotation(
            Modality<Image> modality, Encoder<Image> encoder, MethodOptions options, long seed) {
        ViewRecipe<Image> recipe = ViewOptions.recipe(modality, encoder.input(), RotationPrediction.VIEW, options);
        return RotationPrediction.of(
                encoder, RotationPrediction.augmentation(recipe, ImageInput.of(encoder)), config(options, seed));
    }

    private static RotationPredictionConfig config(MethodOptions options, long seed) {
        return new RotationPredictionConfig(options.integers("head-hidden"), seed);
    }
}
