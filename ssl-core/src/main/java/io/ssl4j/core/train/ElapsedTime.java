package io.ssl4j.core.train;

import java.util.Locale;

/** Formats elapsed time for people. */
public final class ElapsedTime {

    private ElapsedTime() {}

    /** Returns a duration as "7 s", "12:34" or "1:02:03". */
    public static String text(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
