package io.ssl4j.core.batch;

/**
 * A sample could not be read, or its views could not be made. The run is over, and who started it can leave the sample
 * out: it says which one it was.
 */
public final class SampleFailedException extends RuntimeException {

    private final int index;
    private final String sampleName;
    private final int epoch;

    /**
     * @param index the sample's index in the data set
     * @param sampleName what the data set calls it
     * @param epoch the epoch that met it, from 0
     * @param cause what went wrong
     */
    public SampleFailedException(int index, String sampleName, int epoch, Throwable cause) {
        super(
                "sample " + index + " ('" + sampleName + "') failed in epoch " + epoch + ": "
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage())
                        + "; mend it or leave it out of the data set",
                cause);
        this.index = index;
        this.sampleName = sampleName;
        this.epoch = epoch;
    }

    /** The sample's index in the data set. */
    public int index() {
        return index;
    }

    /** What the data set calls the sample. */
    public String sampleName() {
        return sampleName;
    }

    /** The epoch that met it, from 0. */
    public int epoch() {
        return epoch;
    }
}
