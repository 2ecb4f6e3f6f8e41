package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import java.util.ArrayList;
import java.util.List;

/** FastSiam by name: more than two views. */
public final class FastSiamProvider extends SiamOptions {

    private static final String COUNT = "view-count";

    @Override
    public String name() {
        return SimSiam.FAST_NAME;
    }

    @Override
    public String description() {
        return "FastSiam: SimSiam with the mean projection of several other views as the target (Pototzky et al. 2022;"
                + " SimSiam: arXiv:2011.10566)";
    }

    @Override
    public List<MethodOption> options() {
        List<MethodOption> options = new ArrayList<>(super.options());
        options.add(MethodOption.integer(COUNT, defaults().views(), "views of each image, at least 3"));
        return options;
    }

    @Override
    SimSiamConfig defaults() {
        return SimSiamConfig.fastSiam();
    }

    @Override
    int views(MethodOptions options) {
        int views = options.integer(COUNT);
        if (views < 3) {
            throw new IllegalArgumentException(
                    "FastSiam has at least 3 views of each image, got " + COUNT + " " + views + "; SimSiam has 2");
        }
        return views;
    }
}
