package io.ssl4j.pretext;

import io.ssl4j.core.testing.RegistrationContract;
import io.ssl4j.pretext.rotation.RotationPrediction;

class PretextRegistrationTest extends RegistrationContract {

    @Override
    protected Class<?> moduleClass() {
        return RotationPrediction.class;
    }
}
