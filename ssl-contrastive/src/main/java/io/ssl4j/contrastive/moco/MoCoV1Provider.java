package io.ssl4j.contrastive.moco;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.vision.image.Image;

/** MoCo v1 by name: a linear projector. */
public final class MoCoV1Provider extends MoCoOptions {

    @Override
    public String name() {
        return MoCo.V1;
    }

    @Override
    public String description() {
        return "MoCo v1: finds the other view's key in a queue of past keys (He et al. 2019, arXiv:1911.05722)";
    }

    @Override
    MoCoConfig defaults() {
        return MoCoConfig.v1();
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        if (!options.integers("projector-hidden").isEmpty()) {
            throw new IllegalArgumentException("MoCo v1 has a linear projector, got the hidden layers "
                    + options.integers("projector-hidden") + "; MoCo v2 is the one with hidden layers");
        }
        return super.create(encoder, options, seed);
    }
}
