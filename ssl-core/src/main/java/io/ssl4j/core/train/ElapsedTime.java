package io.ssl4j.core.train;

import java.util.Locale;

/** Elapsed time as people read it. */
public final class ElapsedTime {

    private ElapsedTime() {}

    /** "7 s", "12:34", "1:02:03". */
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
