package io.ssl4j.core.checkpoint;

/**
 * How often something happens in a run: {@code Every.epochs(1)}, {@code Every.steps(500)}, {@code Every.minutes(10)}.
 *
 * @param unit what is counted
 * @param amount how many of them lie between two times, at least 1
 */
public record Every(Unit unit, long amount) {

    /** What is counted. */
    public enum Unit {
        /** Whole passes over the data. */
        EPOCHS,
        /** Updates. */
        STEPS,
        /** Minutes of wall time. */
        MINUTES
    }

    public Every {
        if (amount < 1) {
            throw new IllegalArgumentException("an interval must be at least 1, got " + amount + " " + unit
                    + "; leave the feature out to have it never");
        }
    }

    /** After every n-th whole epoch. */
    public static Every epochs(long n) {
        return new Every(Unit.EPOCHS, n);
    }

    /** After every n-th step of the run. */
    public static Every steps(long n) {
        return new Every(Unit.STEPS, n);
    }

    /** After the first step that ends n minutes or more after the last time. */
    public static Every minutes(long n) {
        return new Every(Unit.MINUTES, n);
    }

    /**
     * Whether it is time.
     *
     * @param position after the step
     * @param secondsSinceLast since the last time, or since the run began
     */
    public boolean isDue(RunPosition position, double secondsSinceLast) {
        return switch (unit) {
            case EPOCHS -> position.atEpochStart() && position.epoch() % amount == 0;
            case STEPS -> position.step() % amount == 0;
            case MINUTES -> secondsSinceLast >= amount * 60.0;
        };
    }
}
