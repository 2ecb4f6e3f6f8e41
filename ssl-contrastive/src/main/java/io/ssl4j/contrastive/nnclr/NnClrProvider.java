package io.ssl4j.contrastive.nnclr;

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

/** NNCLR by name. */
public final class NnClrProvider implements SslMethodProvider {

    @Override
    public String name() {
        return NnClr.NAME;
    }

    @Override
    public String description() {
        return "NNCLR: the positive is the nearest neighbour among past projections (Dwibedi et al. 2021,"
                + " arXiv:2104.14548)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        NnClrConfig defaults = NnClrConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.add(MethodOption.integer(
                "support-size", defaults.supportSize(), "projections of past batches that are kept"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        options.addAll(PredictorOptions.options(defaults.predictor()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        NnClrConfig defaults = NnClrConfig.defaults();
        HeadShape projector = ProjectorOptions.projector(options, defaults.projector());
        NnClrConfig config = new NnClrConfig(
                options.decimal("temperature"),
                options.integer("support-size"),
                projector,
                PredictorOptions.predictor(options, defaults.predictor(), projector),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return NnClr.of(encoder, ImagePairOptions.views(options, input, Recipes.simClr(input)), config);
    }
}
