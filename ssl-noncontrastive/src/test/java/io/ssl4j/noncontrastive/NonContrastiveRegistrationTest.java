package io.ssl4j.noncontrastive;

import io.ssl4j.core.testing.ApiMethod;
import io.ssl4j.core.testing.RegistrationContract;
import io.ssl4j.noncontrastive.barlowtwins.BarlowTwins;
import java.util.Map;

class NonContrastiveRegistrationTest extends RegistrationContract {

    @Override
    protected Class<?> moduleClass() {
        return BarlowTwins.class;
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
