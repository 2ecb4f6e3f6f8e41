package io.ssl4j.core.plan;

/** What to change when memory does not suffice: the same words for a run that is rejected and for one that failed. */
public final class MemoryAdvice {

    private static final String SMALLER =
            "let the encoder take it in chunks (--chunk-size or Encoder.inChunks), take smaller samples (images: --size"
                    + " or withResize) or a smaller encoder (--encoder or another of ImageEncoders)";

    private MemoryAdvice() {}

    /** What to make smaller, as text, with the options of the command line and the setters of the API. */
    public static String smaller() {
        return "take a smaller batch (--batch-size or batchSize), " + SMALLER;
    }

    /** The same with the batch size that the run has. */
    static String smaller(int batchSize) {
        return "take a batch below " + batchSize + " (--batch-size or batchSize), " + SMALLER;
    }

    /**
     * One line about memory that ran out: what was missing, and what to change.
     *
     * @param error from Java, JavaCPP or ND4J
     */
    public static String of(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        boolean heap = message.contains("heap space") || message.contains("GC overhead");
        return "out of memory (" + message + "); " + smaller() + ", or "
                + (heap
                        ? "raise -Xmx (SSL4J_JAVA_OPTS of the command line)"
                        : MemoryLimits.ofThisProcess().raiseWhole());
    }
}
