package io.ssl4j.contrastive;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.core.testing.RegistrationContract;

class ContrastiveRegistrationTest extends RegistrationContract {

    @Override
    protected Class<?> moduleClass() {
        return SimClr.class;
    }
}
