package io.ssl4j.core.network;

/** What a run of parameters is, so that decay, clipping, LARS and EMA can treat it knowingly. */
public enum SegmentKind {
    /** Weights of a linear map or convolution: decayed. */
    WEIGHT,
    /** Biases: usually neither decayed nor scaled by LARS. */
    BIAS,
    /** Gain and shift of a normalisation layer: treated as biases are. */
    NORM,
    /**
     * Running mean and variance. Not trained: their "gradient" is a delta that is subtracted as it is, once per update,
     * averaged over the passes of the step; never decayed, clipped or part of a norm.
     */
    STATISTIC
}
