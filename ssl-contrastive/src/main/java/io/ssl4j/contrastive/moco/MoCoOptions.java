package io.ssl4j.contrastive.moco;

import io.ssl4j.contrastive.loss.NegativesOptions;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** What MoCo v1 and v2 by name have in common. */
abstract class MoCoOptions implements SslMethodProvider {

    abstract MoCoConfig defaults();

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        MoCoConfig defaults = defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.add(MethodOption.integer("queue-size", defaults.queueSize(), "keys of past batches that are kept"));
        options.add(MethodOption.flag("symmetric", defaults.symmetric(), "each view asks and answers once"));
        options.add(MethodOption.integer(
                "batch-norm-splits", defaults.batchNormSplits(), "parts of the batch that are normalised apart"));
        options.addAll(NegativesOptions.options(defaults.negatives()));
        options.addAll(MomentumOptions.options(defaults.momentum()));
        options.addAll(ProjectorOptions.shape(defaults.projector()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        MoCoConfig config = new MoCoConfig(
                options.decimal("temperature"),
                options.integer("queue-size"),
                ProjectorOptions.projector(options, defaults().projector()),
                MomentumOptions.schedule(options),
                options.flag("symmetric"),
                options.integer("batch-norm-splits"),
                NegativesOptions.negatives(options),
                seed);
        ImageInput input = encoder.input();
        return MoCo.of(encoder, ImagePairOptions.views(options, input, config.recipe(input)), config);
    }
}
