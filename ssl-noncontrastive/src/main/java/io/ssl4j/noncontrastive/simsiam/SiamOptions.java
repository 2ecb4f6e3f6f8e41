package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.PredictorOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** What SimSiam and FastSiam by name have in common. */
abstract class SiamOptions implements SslMethodProvider {

    abstract SimSiamConfig defaults();

    int views(MethodOptions options) {
        return defaults().views();
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        SimSiamConfig defaults = defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        options.addAll(PredictorOptions.options(defaults.predictor()));
        options.add(MethodOption.flag(
                "constant-predictor-rate",
                defaults.constantPredictorRate(),
                "the predictor keeps the base learning rate"));
        options.add(MethodOption.flag(
                "stop-gradient", defaults.stopGradient(), "false only to watch the embeddings collapse"));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        HeadShape projector = ProjectorOptions.projector(options, defaults().projector());
        SimSiamConfig config = new SimSiamConfig(
                views(options),
                projector,
                PredictorOptions.predictor(options, defaults().predictor(), projector),
                options.flag("constant-predictor-rate"),
                options.flag("stop-gradient"),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return SimSiam.of(
                encoder, ImagePairOptions.views(options, input, Recipes.simSiam(input), config.views()), config);
    }
}
