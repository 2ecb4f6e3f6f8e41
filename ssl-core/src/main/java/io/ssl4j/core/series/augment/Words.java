package io.ssl4j.core.series.augment;

/** Words that several descriptions use. */
final class Words {

    private Words() {}

    /** "1 knot", "4 knots". */
    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
