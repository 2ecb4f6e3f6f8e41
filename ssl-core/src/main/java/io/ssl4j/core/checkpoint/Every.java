package io.ssl4j.core.checkpoint;

/**
 * An interval of a run: {@code Every.epochs(1)}, {@code Every.steps(500)}, {@code Every.minutes(10)}.
 *
 * @param unit the unit
 * @param amount the number of units between two occurrences, at least 1
 */
public record Every(Unit unit, long amount) {

    /** The unit of an interval. */
    public enum Unit {
        /** Complete epochs. */
        EPOCHS,
        /** Updates. */
        STEPS,
        /** Minutes of wall time. */
        MINUTES
    }

    public Every {
        if (amount < 1) {
            throw new IllegalArgumentException("an interval must be at least 1, got " + amount + " " + unit
                    + "; to switch the feature off, leave it out");
        }
    }

    /** After every n-th complete epoch. */
    public static Every epochs(long n) {
        return new Every(Unit.EPOCHS, n);
    }

    /** After every n-th step of the run. */
    public static Every steps(long n) {
        return new Every(Unit.STEPS, n);
    }

    /** After the first step that ends at least n minutes after the last occurrence. */
    public static Every minutes(long n) {
        return new Every(Unit.MINUTES, n);
    }

    /**
     * Returns whether the interval has passed.
     *
     * @param position the position after the step
     * @param secondsSinceLast the seconds since the last occurrence, or since the start of the run
     */
    public boolean isDue(RunPosition position, double secondsSinceLast) {
        return switch (unit) {
            case EPOCHS -> position.atEpochStart() && position.epoch() % amount == 0;
            case STEPS -> position.step() % amount == 0;
            case MINUTES -> secondsSinceLast >= amount * 60.0;
        };
    }
}
