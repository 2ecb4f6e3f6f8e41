package io.ssl4j.contrastive;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.ApiMethod;
import io.ssl4j.core.testing.JointEmbeddingContract;
import java.util.Map;
import java.util.stream.Stream;

class ContrastiveMethodTest extends JointEmbeddingContract {

    static Stream<SslMethodProvider> methods() {
        return Stream.concat(of(SimClr.class), Stream.of(SslMethods.named("simclr+moco-v2")));
    }

    @Override
    protected Map<String, String> smallOptions(String method) {
        return ContrastiveMethods.smallOptions(method);
    }

    @Override
    protected ApiMethod byApi(String method) {
        return ContrastiveMethods.byApi(method);
    }
}
