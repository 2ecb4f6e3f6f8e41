package io.ssl4j.core.series.file.text;

import java.util.Arrays;

/**
 * The separators between the fields of a text file.
 *
 * @param kinds the kind of each byte
 * @param collapse whether several consecutive separators count as one, as in aligned columns of numbers
 * @param quotes whether fields may be in double quotes (RFC 4180)
 */
public record Separators(byte[] kinds, boolean collapse, boolean quotes) {

    static final byte TEXT = 0;
    static final byte BLANK = 1;
    static final byte SEPARATOR = 2;
    /** Bytes of this kind or a higher one end a line, or may prevent a line from ending. */
    static final byte LINE_END = 3;

    static final byte QUOTE = 4;

    /** One character between fields, which may be quoted. */
    public static Separators csv(char delimiter) {
        return of(false, true, delimiter);
    }

    /** These characters between fields, without quotes. */
    public static Separators plain(char... delimiters) {
        return of(false, false, delimiters);
    }

    /** Any number of blanks and tabs between fields. */
    public static Separators whitespace() {
        return of(true, false, ' ', '\t');
    }

    private static Separators of(boolean collapse, boolean quotes, char... delimiters) {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, TEXT);
        kinds[' '] = BLANK;
        kinds['\t'] = BLANK;
        kinds['\n'] = LINE_END;
        kinds['\r'] = LINE_END;
        if (quotes) {
            kinds['"'] = QUOTE;
        }
        for (char delimiter : delimiters) {
            kinds[delimiter] = SEPARATOR;
        }
        return new Separators(kinds, collapse, quotes);
    }

    /** Requires a character that can separate fields. */
    public static char checked(char delimiter) {
        if (delimiter < ' ' && delimiter != '\t'
                || delimiter > '~'
                || Character.isLetterOrDigit(delimiter)
                || "\"+-.?_".indexOf(delimiter) >= 0) {
            throw new IllegalArgumentException("a delimiter must be a tab or an ASCII character that is no part of a"
                    + " number, name or quote, such as ',' or ';', got '" + delimiter + "'");
        }
        return delimiter;
    }
}
