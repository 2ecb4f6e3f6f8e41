package io.ssl4j.core.series.file.text;

/** Formats text from a file for a message. */
public final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    /** Returns the text in quotes, shortened, without control characters. */
    public static String of(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return "'" + start.replaceAll("\\p{Cntrl}", "\uFFFD") + "'";
    }
}
