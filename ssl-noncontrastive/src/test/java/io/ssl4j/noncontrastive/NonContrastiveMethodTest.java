package io.ssl4j.noncontrastive;

import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.testing.ApiMethod;
import io.ssl4j.core.testing.JointEmbeddingContract;
import io.ssl4j.noncontrastive.barlowtwins.BarlowTwins;
import java.util.Map;
import java.util.stream.Stream;

class NonContrastiveMethodTest extends JointEmbeddingContract {

    static Stream<SslMethodProvider> methods() {
        return of(BarlowTwins.class);
    }

    @Override
    protected Map<String, String> smallOptions(String method) {
        return NonContrastiveMethods.smallOptions(method);
    }

    @Override
    protected ApiMethod byApi(String method) {
        return NonContrastiveMethods.byApi(method);
    }

    /** EMP-SSL's code has the same views for CIFAR-10 as for ImageNet, with a blur in one of ten. */
    @Override
    protected boolean blursSmallImages(String method) {
        return method.equals("emp-ssl");
    }
}
