package io.ssl4j.contrastive.moco;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.vision.image.Image;

/** MoCo v2 by name: a projector with a hidden layer. */
public final class MoCoV2Provider extends MoCoOptions {

    @Override
    public String name() {
        return MoCo.V2;
    }

    @Override
    public String description() {
        return "MoCo v2: MoCo with an MLP as projector and stronger views (Chen et al. 2020, arXiv:2003.04297)";
    }

    @Override
    MoCoConfig defaults() {
        return MoCoConfig.v2();
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        if (options.integers("projector-hidden").isEmpty()) {
            throw new IllegalArgumentException(
                    "MoCo v2 has a projector with at least one hidden layer, got none; MoCo v1 is the one without");
        }
        return super.create(encoder, options, seed);
    }
}
