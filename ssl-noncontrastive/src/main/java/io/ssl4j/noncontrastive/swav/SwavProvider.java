package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.MultiCropOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** SwAV by name. */
public final class SwavProvider implements SslMethodProvider {

    @Override
    public String name() {
        return Swav.NAME;
    }

    @Override
    public String description() {
        return "SwAV: predicts the cluster assignment of one view from the others (Caron et al. 2020, arXiv:2006.09882)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        SwavConfig defaults = SwavConfig.defaults();
        List<MethodOption> options = new ArrayList<>(MultiCropOptions.options());
        options.add(MethodOption.integer(
                "prototypes", defaults.prototypes(), "directions that embeddings are compared to"));
        options.add(MethodOption.decimal("temperature", defaults.temperature(), "of the predictions"));
        options.add(MethodOption.decimal("epsilon", defaults.sinkhorn().epsilon(), "smoothing of the assignments"));
        options.add(MethodOption.integer(
                "sinkhorn-iterations", defaults.sinkhorn().iterations(), "rounds that even out the assignments"));
        options.add(MethodOption.integer(
                "queue-size", defaults.queueSize(), "past embeddings that take part in the assignments"));
        options.add(MethodOption.integer(
                "queue-from-epoch", defaults.queueFromEpoch(), "epochs before the queue takes part"));
        options.add(MethodOption.integer(
                "frozen-epochs", defaults.frozenEpochs(), "epochs before the prototypes are trained"));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        SwavConfig config = new SwavConfig(
                options.integer("prototypes"),
                ProjectorOptions.projector(options, SwavConfig.defaults().projector()),
                options.decimal("temperature"),
                new SinkhornKnopp(options.decimal("epsilon"), options.integer("sinkhorn-iterations")),
                options.integer("queue-size"),
                options.integer("queue-from-epoch"),
                options.integer("frozen-epochs"),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return Swav.of(encoder, MultiCropOptions.views(options, input, Recipes.swav(input)), config);
    }
}
