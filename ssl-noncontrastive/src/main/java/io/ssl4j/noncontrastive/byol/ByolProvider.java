package io.ssl4j.noncontrastive.byol;

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
import java.util.Optional;

/** BYOL by name. */
public final class ByolProvider implements SslMethodProvider {

    @Override
    public String name() {
        return Byol.NAME;
    }

    @Override
    public String description() {
        return "BYOL: predicts what a slowly following target makes of the other view (Grill et al. 2020,"
                + " arXiv:2006.07733)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        ByolConfig defaults = ByolConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.addAll(MomentumOptions.options(defaults.momentum()));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        options.addAll(PredictorOptions.options(defaults.predictor().orElseThrow()));
        options.add(MethodOption.flag(
                "predictor", defaults.predictor().isPresent(), "false only to watch the embeddings collapse"));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        ByolConfig defaults = ByolConfig.defaults();
        HeadShape projector = ProjectorOptions.projector(options, defaults.projector());
        HeadShape predictor =
                PredictorOptions.predictor(options, defaults.predictor().orElseThrow(), projector);
        ByolConfig config = new ByolConfig(
                projector,
                options.flag("predictor") ? Optional.of(predictor) : Optional.empty(),
                MomentumOptions.schedule(options),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return Byol.of(encoder, ImagePairOptions.views(options, input, Recipes.byol(input)), config);
    }
}
