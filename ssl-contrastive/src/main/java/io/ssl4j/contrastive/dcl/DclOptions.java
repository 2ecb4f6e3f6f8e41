package io.ssl4j.contrastive.dcl;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What DCL and DCLW have in common as methods by name. */
final class DclOptions {

    private static final String TEMPERATURE = "temperature";
    private static final String SIGMA = "sigma";

    private DclOptions() {}

    static List<MethodOption> of(DclConfig defaults) {
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                TEMPERATURE, defaults.temperature(), "smaller looks harder at the most similar negatives"));
        defaults.sigma()
                .ifPresent(sigma -> options.add(MethodOption.decimal(
                        SIGMA, sigma, "smaller weighs pairs that are far apart more than the others")));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    static SslMethod<Image> create(DclConfig defaults, Encoder<Image> encoder, MethodOptions options, long seed) {
        DclConfig config = new DclConfig(
                options.decimal(TEMPERATURE),
                defaults.sigma().isPresent() ? OptionalDouble.of(options.decimal(SIGMA)) : OptionalDouble.empty(),
                ProjectorOptions.projector(options, defaults.projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return Dcl.of(encoder, ImagePairOptions.views(options, input, Recipes.simClr(input)), config);
    }
}
