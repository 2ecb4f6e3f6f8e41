package io.ssl4j.noncontrastive;

import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.testing.MethodContract;
import io.ssl4j.noncontrastive.barlowtwins.BarlowTwins;
import java.util.Map;
import java.util.stream.Stream;

class NonContrastiveMethodTest extends MethodContract {

    static Stream<SslMethodProvider> methods() {
        return of(BarlowTwins.class);
    }

    @Override
    protected Map<String, String> smallOptions(String method) {
        return NonContrastiveMethods.smallOptions(method);
    }

    /** EMP-SSL's code has the same views for CIFAR-10 as for ImageNet, with a blur in one of ten. */
    @Override
    protected boolean blursSmallImages(String method) {
        return method.equals("emp-ssl");
    }
}
