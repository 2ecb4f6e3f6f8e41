package io.ssl4j.contrastive.dcl;

/** DCLW by name. */
public final class DclwProvider extends DclBaseProvider {

    /** Used by the service loader. */
    public DclwProvider() {
        super(
                Dcl.WEIGHTED_NAME,
                "DCLW: DCL with more weight on pairs that are far apart (Yeh et al. 2021, arXiv:2110.06848)",
                DclConfig.dclw());
    }
}
