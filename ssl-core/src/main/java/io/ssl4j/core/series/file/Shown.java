package io.ssl4j.core.series.file;

/** Text out of a file for a message. */
final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    /** In quotes, shortened, without control characters. */
    static String of(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return "'" + start.replaceAll("\\p{Cntrl}", "\uFFFD") + "'";
    }
}
