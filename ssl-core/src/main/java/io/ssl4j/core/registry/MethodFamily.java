package io.ssl4j.core.registry;

/** What a method learns from. */
public enum MethodFamily {
    /** Predicts a pseudo-label or a missing part of the sample. */
    PRETEXT,
    /** Tells views of one sample from those of other samples. */
    CONTRASTIVE,
    /** Makes views of one sample agree, without comparing samples. */
    NON_CONTRASTIVE
}
