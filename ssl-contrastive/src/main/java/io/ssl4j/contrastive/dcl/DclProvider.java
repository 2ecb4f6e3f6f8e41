package io.ssl4j.contrastive.dcl;

/** DCL by name. */
public final class DclProvider extends DclBaseProvider {

    /** Used by the service loader. */
    public DclProvider() {
        super(
                Dcl.NAME,
                "DCL: SimCLR with a denominator that leaves the positive pair out (Yeh et al. 2021, arXiv:2110.06848)",
                DclConfig.dcl());
    }
}
