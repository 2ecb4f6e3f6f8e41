package io.ssl4j.contrastive.alignuniform;

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

/** Alignment and uniformity by name. */
public final class AlignUniformProvider implements SslMethodProvider {

    @Override
    public String name() {
        return AlignUniform.NAME;
    }

    @Override
    public String description() {
        return "Alignment and uniformity: two views near each other, samples evenly on the sphere"
                + " (Wang and Isola 2020, arXiv:2005.10242)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        AlignUniformConfig defaults = AlignUniformConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal("alpha", defaults.alpha(), "power of the distance of two views"));
        options.add(MethodOption.decimal("t", defaults.t(), "larger pushes the nearest samples apart more"));
        options.add(MethodOption.decimal("lambda", defaults.lambda(), "weight of uniformity"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        AlignUniformConfig config = new AlignUniformConfig(
                options.decimal("alpha"),
                options.decimal("t"),
                options.decimal("lambda"),
                ProjectorOptions.projector(
                        options, AlignUniformConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return AlignUniform.of(encoder, ImagePairOptions.views(options, input, Recipes.simClr(input)), config);
    }
}
