package io.ssl4j.contrastive.moco;

import java.util.List;

/** Makes MoCo v2 by name: a projector with a hidden layer. */
public final class MoCoV2Provider extends MoCoBaseProvider {

    /** Used by the service loader. */
    public MoCoV2Provider() {
        super(
                MoCo.V2,
                "MoCo v2: MoCo with an MLP as projector and stronger views (Chen et al. 2020, arXiv:2003.04297)",
                MoCoConfig.v2());
    }

    @Override
    void requireVersion(List<Integer> hidden) {
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "MoCo v2 has a projector with at least one hidden layer, got none; MoCo v1 is the one without");
        }
    }
}
