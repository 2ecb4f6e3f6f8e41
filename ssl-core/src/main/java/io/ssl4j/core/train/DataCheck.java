package io.ssl4j.core.train;

/**
 * How a resumed run makes sure that its data is that of its beginning. The number of samples and all names are compared
 * in any case, and what some samples hold and become: these are read when a run with checkpoints starts or resumes.
 *
 * @param contents samples whose content is compared, at even distances; 0 for none, where reading is dear
 * @param acceptChanges whether a run resumes on changed data, with a warning that names the first difference
 */
public record DataCheck(int contents, boolean acceptChanges) {

    private static final int CONTENTS = 64;

    public DataCheck {
        if (contents < 0) {
            throw new IllegalArgumentException(
                    "the number of samples to compare must be at least 0, got " + contents + "; 0 compares none");
        }
    }

    /** Compares the contents of {@value #CONTENTS} samples. */
    public static DataCheck defaults() {
        return new DataCheck(CONTENTS, false);
    }

    /** Compares the contents of this many samples. */
    public static DataCheck contents(int samples) {
        return new DataCheck(samples, false);
    }

    /** Compares only the number of samples and their names; no sample is read. */
    public static DataCheck namesOnly() {
        return new DataCheck(0, false);
    }

    /** The same check, whose differences are warned of and accepted. */
    public DataCheck accepting() {
        return new DataCheck(contents, true);
    }
}
