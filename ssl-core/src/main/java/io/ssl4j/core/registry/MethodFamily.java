package io.ssl4j.core.registry;

/** The kind of supervision that a method makes for itself. */
public enum MethodFamily {
    /** Predicts a pseudo-label or a missing part of the sample. */
    PRETEXT,
    /** Distinguishes views of one sample from those of other samples. */
    CONTRASTIVE,
    /** Makes views of one sample agree, without comparing samples. */
    NON_CONTRASTIVE
}
