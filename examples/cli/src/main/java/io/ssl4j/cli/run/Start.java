package io.ssl4j.cli.run;

/**
 * How a run starts.
 *
 * @param resume whether it resumes from its newest checkpoint
 * @param acceptChanges whether it resumes also on data that is no longer that of its beginning
 */
public record Start(boolean resume, boolean acceptChanges) {

    /** A run that begins. */
    public static final Start NEW = new Start(false, false);

    /** A run that resumes on the data of its beginning. */
    public static final Start RESUMED = new Start(true, false);
}
