package io.ssl4j.contrastive.moco;

import java.util.List;

/** Makes MoCo v1 by name: a linear projector. */
public final class MoCoV1Provider extends MoCoBaseProvider {

    /** Used by the service loader. */
    public MoCoV1Provider() {
        super(
                MoCo.V1,
                "MoCo v1: finds the other view's key in a queue of past keys (He et al. 2019, arXiv:1911.05722)",
                MoCoConfig.v1());
    }

    @Override
    void requireVersion(List<Integer> hidden) {
        if (!hidden.isEmpty()) {
            throw new IllegalArgumentException("MoCo v1 has a linear projector, got the hidden layers " + hidden
                    + "; MoCo v2 is the one with hidden layers");
        }
    }
}
