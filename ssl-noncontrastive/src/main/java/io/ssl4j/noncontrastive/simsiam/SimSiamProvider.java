package io.ssl4j.noncontrastive.simsiam;

/** Makes SimSiam by name: two views. */
public final class SimSiamProvider extends SiamOptions {

    /** Used by the service loader. */
    public SimSiamProvider() {
        super(
                SimSiam.NAME,
                "SimSiam: each view predicts the other's projection, which counts as a constant (Chen and He 2020,"
                        + " arXiv:2011.10566)",
                settings(SimSiamConfig.defaults()));
    }
}
