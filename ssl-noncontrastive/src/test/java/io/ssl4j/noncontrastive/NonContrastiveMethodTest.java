package io.ssl4j.noncontrastive;

import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.testing.ApiMethod;
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

    @Override
    protected ApiMethod byApi(String method) {
        return NonContrastiveMethods.byApi(method);
    }
}
