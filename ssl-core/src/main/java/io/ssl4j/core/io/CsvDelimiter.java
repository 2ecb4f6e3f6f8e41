package io.ssl4j.core.io;

/** Detects what separates the fields of a CSV file: not always a comma, since spreadsheets follow the locale. */
public final class CsvDelimiter {

    private CsvDelimiter() {}

    /**
     * Returns the delimiter of a file by its first line, outside quotes: a comma if there is one, else a semicolon,
     * else a tab, else a comma.
     */
    public static char of(String firstLine) {
        String plain = firstLine.replaceAll("\"[^\"]*\"", "");
        for (char delimiter : new char[] {',', ';', '\t'}) {
            if (plain.indexOf(delimiter) >= 0) {
                return delimiter;
            }
        }
        return ',';
    }
}
