package io.ssl4j.pretext;

import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.testing.MethodContract;
import io.ssl4j.pretext.rotation.RotationPrediction;
import java.util.Map;
import java.util.stream.Stream;

class PretextMethodTest extends MethodContract {

    static Stream<SslMethodProvider> methods() {
        return of(RotationPrediction.class);
    }

    @Override
    protected Map<String, String> smallOptions(String method) {
        return Map.of("head-hidden", "16");
    }
}
