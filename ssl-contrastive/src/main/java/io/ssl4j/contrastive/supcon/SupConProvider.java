package io.ssl4j.contrastive.supcon;

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

/** SupCon by name. */
public final class SupConProvider implements SslMethodProvider {

    @Override
    public String name() {
        return SupCon.NAME;
    }

    @Override
    public String description() {
        return "SupCon: SimCLR with all views of a class as positives, a ceiling that reads labels"
                + " (Khosla et al. 2020, arXiv:2004.11362)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        SupConConfig defaults = SupConConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        SupConConfig config = new SupConConfig(
                options.decimal("temperature"),
                ProjectorOptions.projector(options, SupConConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return SupCon.of(encoder, ImagePairOptions.views(options, input, Recipes.simClr(input)), config);
    }
}
