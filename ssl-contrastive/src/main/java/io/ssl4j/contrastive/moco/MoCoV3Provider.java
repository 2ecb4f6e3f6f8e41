package io.ssl4j.contrastive.moco;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.PredictorOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** MoCo v3 by name. */
public final class MoCoV3Provider implements SslMethodProvider {

    @Override
    public String name() {
        return MoCoV3.NAME;
    }

    @Override
    public String description() {
        return "MoCo v3: a predictor finds the other view's key among those of the batch (Chen et al. 2021,"
                + " arXiv:2104.02057)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        MoCoV3Config defaults = MoCoV3Config.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.addAll(MomentumOptions.options(defaults.momentum()));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        options.addAll(PredictorOptions.options(defaults.predictor()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        MoCoV3Config defaults = MoCoV3Config.defaults();
        HeadShape projector = ProjectorOptions.projector(options, defaults.projector());
        MoCoV3Config config = new MoCoV3Config(
                options.decimal("temperature"),
                projector,
                PredictorOptions.predictor(options, defaults.predictor(), projector),
                MomentumOptions.schedule(options),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return MoCoV3.of(encoder, ImagePairOptions.views(options, input, Recipes.byol(input)), config);
    }
}
