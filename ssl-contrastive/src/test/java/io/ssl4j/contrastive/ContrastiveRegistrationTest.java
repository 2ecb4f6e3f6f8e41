package io.ssl4j.contrastive;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.core.testing.ApiMethod;
import io.ssl4j.core.testing.RegistrationContract;
import java.util.Map;

class ContrastiveRegistrationTest extends RegistrationContract {

    @Override
    protected Class<?> moduleClass() {
        return SimClr.class;
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
