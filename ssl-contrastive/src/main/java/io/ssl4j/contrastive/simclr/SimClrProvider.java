package io.ssl4j.contrastive.simclr;

import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.ImageInput;
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
        HeadShape projector = defaults.projector();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.add(MethodOption.choice(
                "objective",
                text(defaults.objective()),
                Stream.of(Objective.values()).map(SimClrProvider::text).toList(),
                "the loss"));
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
        HeadShape projector = SimClrConfig.defaults()
                .projector()
                .withHidden(options.integers("projector-hidden"))
                .withOutputs(options.integer("projector-output"))
                .withHiddenNorm(options.flag("projector-norm"));
        SimClrConfig config = new SimClrConfig(
                options.decimal("temperature"),
                projector,
                options.flag("shared-statistics"),
                Objective.valueOf(options.choice("objective").replace('-', '_').toUpperCase(Locale.ROOT)),
                seed);
        ImageInput input = encoder.input();
        return SimClr.of(encoder, ImagePairOptions.views(options, input, SimClr.recipe(input)), config);
    }

    private static String text(Objective objective) {
        return objective.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
