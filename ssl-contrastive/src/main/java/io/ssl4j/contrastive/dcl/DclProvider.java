package io.ssl4j.contrastive.dcl;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.image.Image;
import java.util.List;

/** DCL by name. */
public final class DclProvider implements SslMethodProvider {

    @Override
    public String name() {
        return Dcl.NAME;
    }

    @Override
    public String description() {
        return "DCL: SimCLR with a denominator that leaves the positive pair out (Yeh et al. 2021, arXiv:2110.06848)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        return DclOptions.of(DclConfig.dcl());
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        return DclOptions.create(DclConfig.dcl(), encoder, options, seed);
    }
}
