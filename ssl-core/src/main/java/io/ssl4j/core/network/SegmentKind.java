package io.ssl4j.core.network;

/** The kind of a segment of parameters, which decides how decay, clipping, LARS and EMA treat it. */
public enum SegmentKind {
    /** Weights of a linear map or convolution: decayed. */
    WEIGHT,
    /** Biases: usually neither decayed nor scaled by LARS. */
    BIAS,
    /** Gain and shift of a normalisation layer: treated as biases are. */
    NORM,
    /**
     * Running mean and variance. Not trained: their "gradient" is a delta, averaged over the passes of the step and
     * subtracted unscaled once per update. Never decayed, clipped or included in a norm.
     */
    STATISTIC
}
