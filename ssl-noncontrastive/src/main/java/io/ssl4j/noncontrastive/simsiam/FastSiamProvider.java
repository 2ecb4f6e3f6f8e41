package io.ssl4j.noncontrastive.simsiam;

/** Makes FastSiam by name: more than two views. */
public final class FastSiamProvider extends SiamOptions {

    private static final String COUNT = "view-count";

    /** Used by the service loader. */
    public FastSiamProvider() {
        super(
                SimSiam.FAST_NAME,
                "FastSiam: SimSiam with the mean projection of several other views as the target (Pototzky et al. 2022;"
                        + " SimSiam: arXiv:2011.10566)",
                settings(SimSiamConfig.fastSiam())
                        .integer(
                                COUNT,
                                SimSiamConfig::views,
                                FastSiamProvider::withViews,
                                "views of each sample, at least 3"));
    }

    private static SimSiamConfig withViews(SimSiamConfig config, int views) {
        if (views < 3) {
            throw new IllegalArgumentException(
                    "FastSiam has at least 3 views of each sample, got " + COUNT + " " + views + "; SimSiam has 2");
        }
        return config.withViews(views);
    }
}
