package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.NegativesOptions;
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
import java.util.Locale;
import java.util.stream.Stream;

/** SimCLR by name. */
public final class SimClrProvider implements SslMethodProvider {

    @Override
    public String name() {
        return SimClr.NAME;
    }

    @Override
    public String description() {
        return "SimCLR: finds the other view of an image among a batch (Chen et al. 2020, arXiv:2002.05709)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        SimClrConfig defaults = SimClrConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.add(MethodOption.choice(
                "objective",
                text(defaults.objective()),
                Stream.of(Objective.values()).map(SimClrProvider::text).toList(),
                "the loss"));
        options.addAll(NegativesOptions.options(defaults.negatives()));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder encoder, MethodOptions options, long seed) {
        SimClrConfig config = new SimClrConfig(
                options.decimal("temperature"),
                ProjectorOptions.projector(options, SimClrConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                Objective.valueOf(options.choice("objective").replace('-', '_').toUpperCase(Locale.ROOT)),
                NegativesOptions.negatives(options),
                seed);
        ImageInput input = encoder.input();
        return SimClr.of(encoder, ImagePairOptions.views(options, input, Recipes.simClr(input)), config);
    }

    private static String text(Objective objective) {
        return objective.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
