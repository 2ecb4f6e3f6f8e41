package io.ssl4j.contrastive.triplet;

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

/** The triplet loss by name. */
public final class TripletProvider implements SslMethodProvider {

    @Override
    public String name() {
        return Triplet.NAME;
    }

    @Override
    public String description() {
        return "Triplet: the other view nearer than a negative of the batch, by a margin"
                + " (Schroff et al. 2015, arXiv:1503.03832)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        TripletConfig defaults = TripletConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(choice("distance", defaults.distance(), Distance.values(), "how far apart embeddings are"));
        options.add(MethodOption.decimal(
                "margin", defaults.margin(), "how much farther than the positive a negative shall be"));
        options.add(choice(
                "negatives", defaults.negatives(), NegativeMining.values(), "which row of the batch is the negative"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        TripletConfig config = new TripletConfig(
                Distance.valueOf(constant(options.choice("distance"))),
                options.decimal("margin"),
                NegativeMining.valueOf(constant(options.choice("negatives"))),
                ProjectorOptions.projector(options, TripletConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return Triplet.of(encoder, ImagePairOptions.views(options, input, Recipes.simClr(input)), config);
    }

    private static MethodOption choice(String name, Enum<?> value, Enum<?>[] values, String description) {
        return MethodOption.choice(
                name, text(value), Stream.of(values).map(TripletProvider::text).toList(), description);
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String text) {
        return text.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
