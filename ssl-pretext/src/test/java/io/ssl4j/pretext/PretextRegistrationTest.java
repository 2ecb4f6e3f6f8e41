package io.ssl4j.pretext;

import io.ssl4j.core.testing.ApiMethod;
import io.ssl4j.core.testing.RegistrationContract;
import io.ssl4j.pretext.rotation.RotationPrediction;
import io.ssl4j.pretext.rotation.RotationPredictionConfig;

class PretextRegistrationTest extends RegistrationContract {

    @Override
    protected Class<?> moduleClass() {
        return RotationPrediction.class;
    }

    @Override
    protected ApiMethod byApi(String method) {
        RotationPredictionConfig defaults = RotationPredictionConfig.defaults();
        return ApiMethod.of(defaults, RotationPrediction::of, (encoder, views, config) -> {
            throw new UnsupportedOperationException("rotation prediction makes its own views");
        });
    }
}
