package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.augment.ViewRecipe;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** EMP-SSL by name. */
public final class EmpSslProvider implements SslMethodProvider {

    @Override
    public String name() {
        return EmpSsl.NAME;
    }

    @Override
    public String description() {
        return "EMP-SSL: brings many crops of an image to their mean (Tong et al. 2023, arXiv:2304.03977)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        EmpSslConfig defaults = EmpSslConfig.defaults();
        List<MethodOption> options = new ArrayList<>(List.of(
                MethodOption.integer("patches", defaults.patches(), "crops of each image"),
                MethodOption.decimal(
                        "crop-scale",
                        Recipes.EMP_SSL.groups().get(0).copies().get(0).scaleMin(),
                        "part of the area that every crop keeps, 0..1"),
                MethodOption.decimal(
                        "distortion", defaults.distortion(), "squared precision to which embeddings are told apart"),
                MethodOption.decimal("invariance", defaults.invarianceWeight(), "weight of the crops' similarity")));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        EmpSslConfig config = new EmpSslConfig(
                options.integer("patches"),
                options.decimal("distortion"),
                options.decimal("invariance"),
                ProjectorOptions.projector(options, EmpSslConfig.defaults().projector()),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        double scale = options.decimal("crop-scale");
        ImageInput input = encoder.input();
        ViewRecipe recipe = Recipes.EMP_SSL
                .withCopies(config.patches())
                .withCropScale(scale, scale)
                .forChannels(input.channels());
        return EmpSsl.of(encoder, recipe.views(input), config);
    }
}
