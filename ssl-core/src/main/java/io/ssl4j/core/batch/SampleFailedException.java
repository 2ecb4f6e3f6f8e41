package io.ssl4j.core.batch;

/**
 * Thrown if a sample could not be read, or its views could not be made. It ends the run and names the sample, so that
 * the caller can leave it out.
 */
public final class SampleFailedException extends RuntimeException {

    private final int index;
    private final String sampleName;
    private final int epoch;

    /**
     * @param index the sample's index in the data set
     * @param sampleName the sample's name in the data set
     * @param epoch the epoch in which it happened, from 0
     * @param cause what went wrong
     */
    public SampleFailedException(int index, String sampleName, int epoch, Throwable cause) {
        super(
                "sample " + index + " ('" + sampleName + "') failed in epoch " + epoch + ": "
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage())
                        + "; fix it or leave it out of the data set",
                cause);
        this.index = index;
        this.sampleName = sampleName;
        this.epoch = epoch;
    }

    /** The sample's index in the data set. */
    public int index() {
        return index;
    }

    /** The sample's name in the data set. */
    public String sampleName() {
        return sampleName;
    }

    /** The epoch in which it happened, from 0. */
    public int epoch() {
        return epoch;
    }
}
