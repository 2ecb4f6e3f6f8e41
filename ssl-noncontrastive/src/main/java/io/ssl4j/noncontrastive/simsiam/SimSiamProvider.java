package io.ssl4j.noncontrastive.simsiam;

/** SimSiam by name: two views. */
public final class SimSiamProvider extends SiamOptions {

    @Override
    public String name() {
        return SimSiam.NAME;
    }

    @Override
    public String description() {
        return "SimSiam: each view predicts the other's projection, which counts as a constant (Chen and He 2020,"
                + " arXiv:2011.10566)";
    }

    @Override
    SimSiamConfig defaults() {
        return SimSiamConfig.defaults();
    }
}
