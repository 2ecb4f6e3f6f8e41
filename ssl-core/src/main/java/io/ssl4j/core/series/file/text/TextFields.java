package io.ssl4j.core.series.file.text;

import io.ssl4j.core.data.DatasetFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the fields of a text file, line by line. Fields are converted only on demand, so that long files of numbers are
 * read as fast as their bytes. Empty and blank lines are skipped.
 */
public final class TextFields implements AutoCloseable {

    /**
     * The longest allowed field. No label or number is longer; a longer one means a file without separators, which is
     * not a file of this kind.
     */
    private static final int LONGEST_FIELD = 1 << 16;

    private final TextBytes in;
    private final Separators separators;
    private final byte[] kinds;
    private final FieldValue value = new FieldValue();
    private byte[] field = new byte[64];
    private int length;
    private int number;
    private int terminator;
    private boolean lineEnded = true;
    private long line;
    private String hint = "";
    private long hintLine;

    /** Reads fields, starting with the current line. */
    public TextFields(TextBytes in, Separators separators) {
        this.in = in;
        this.separators = separators;
        this.kinds = separators.kinds();
    }

    /** Opens a file at its start. */
    public static TextFields open(Path path, Separators separators) {
        return new TextFields(new TextBytes(path), separators);
    }

    /** Moves to the next non-blank line, skipping the rest of the current one. */
    public boolean nextLine() {
        skipLine();
        int b = in.peek();
        while (b >= 0 && (kinds[b] == Separators.BLANK || kinds[b] == Separators.LINE_END || isPadding(b))) {
            in.next();
            if (kinds[b] == Separators.LINE_END) {
                in.endLine(b);
            }
            b = in.peek();
        }
        line = in.line();
        number = -1;
        lineEnded = b < 0;
        return b >= 0;
    }

    private boolean isPadding(int b) {
        return separators.collapse() && kinds[b] == Separators.SEPARATOR;
    }

    /** Skips the rest of the line; a line end within quotes does not count. */
    private void skipLine() {
        boolean quoted = false;
        while (!lineEnded) {
            in.skipToLineEnd(kinds);
            int b = in.next();
            if (b < 0) {
                lineEnded = true;
            } else if (kinds[b] == Separators.QUOTE) {
                quoted = !quoted;
            } else if (kinds[b] == Separators.LINE_END) {
                in.endLine(b);
                lineEnded = !quoted;
            }
        }
    }

    /** Moves to the next field of the line, if there is one. */
    public boolean nextField() {
        if (lineEnded) {
            return false;
        }
        int b = skipBlanks();
        length = 0;
        number++;
        if (b >= 0 && kinds[b] == Separators.QUOTE) {
            in.next();
            readQuoted();
        } else {
            readPlain();
        }
        return !(separators.collapse() && lineEnded && length == 0);
    }

    private int skipBlanks() {
        int b = in.peek();
        while (b >= 0 && (kinds[b] == Separators.BLANK || isPadding(b))) {
            in.next();
            b = in.peek();
        }
        return b;
    }

    private void readPlain() {
        while (true) {
            length = in.takeText(kinds, field, length);
            int b = in.next();
            if (b < 0 || kinds[b] == Separators.SEPARATOR || kinds[b] == Separators.LINE_END) {
                end(b);
                break;
            }
            if (kinds[b] == Separators.QUOTE) {
                throw damaged("a quote must be at the start of a field or doubled within a quoted one, got one within "
                        + shown() + "; put the field in quotes");
            }
            append(b);
        }
        while (length > 0 && kinds[field[length - 1] & 0xFF] == Separators.BLANK) {
            length--;
        }
    }

    private void readQuoted() {
        while (true) {
            int b = in.next();
            if (b < 0) {
                throw damaged("a quoted field must end in a quote, but the file ends within " + shown());
            }
            if (kinds[b] == Separators.QUOTE) {
                if (in.peek() != '"') {
                    break;
                }
                in.next();
            } else if (kinds[b] == Separators.LINE_END) {
                in.endLine(b);
                b = '\n';
            }
            append(b);
        }
        skipBlanks();
        int b = in.next();
        if (b >= 0 && kinds[b] != Separators.SEPARATOR && kinds[b] != Separators.LINE_END) {
            throw damaged("a separator must follow the quoted field " + shown() + "; double the quotes within a field");
        }
        end(b);
    }

    private void end(int b) {
        terminator = b;
        if (b < 0) {
            lineEnded = true;
        } else if (kinds[b] == Separators.LINE_END) {
            lineEnded = true;
            in.endLine(b);
        }
    }

    private void append(int b) {
        if (length == field.length) {
            if (length >= LONGEST_FIELD) {
                throw damaged("a field can have at most " + LONGEST_FIELD + " bytes, got more in field "
                        + (number + 1) + ", which begins with " + shown()
                        + "; check what separates the fields of this file");
            }
            field = Arrays.copyOf(field, 2 * length);
        }
        field[length++] = (byte) b;
    }

    /** The line of the current field, from 1. */
    public long line() {
        return line;
    }

    /** The index of the current field in its line, from 0. */
    public int number() {
        return number;
    }

    /** Returns whether the current field is the last of its line. */
    public boolean isLast() {
        return lineEnded;
    }

    /** Returns whether the current field is followed by this separator. */
    public boolean isFollowedBy(char separator) {
        return terminator == separator;
    }

    /** Returns whether the current field is empty. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Returns whether the current field equals bytes kept from another. */
    public boolean isSame(byte[] bytes) {
        return Arrays.equals(field, 0, length, bytes, 0, bytes.length);
    }

    /** Returns the bytes of the current field. */
    public byte[] copy() {
        return Arrays.copyOf(field, length);
    }

    /** Returns whether the current field begins with this character. */
    public boolean startsWith(char first) {
        return length > 0 && field[0] == first;
    }

    /** Returns the current field as text. */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged(
                    "text must be UTF-8, got " + shown() + " in field " + (number + 1) + "; save the file as such");
        }
    }

    /** Returns the current field as a float, NaN if the value is missing. */
    public float floatValue() {
        try {
            return value.floatValue(field, length);
        } catch (NumberFormatException e) {
            throw noNumber(e);
        }
    }

    /** Returns the current field as a double; a missing value is rejected. */
    public double doubleValue() {
        try {
            return value.doubleValue(field, length);
        } catch (NumberFormatException e) {
            throw noNumber(e);
        }
    }

    private DatasetFormatException noNumber(NumberFormatException e) {
        return damaged("field " + (number + 1) + " must be a " + e.getMessage() + ", got " + shown()
                + (line == hintLine ? hint : ""));
    }

    /** Sets the advice for the message if a field of the current line is not a number. */
    public void setHint(String newHint) {
        hint = "; " + newHint;
        hintLine = line;
    }

    /** Returns whether the current field is a decimal number. */
    public boolean isNumber() {
        return value.isNumber(field, length);
    }

    /** Formats the current field for a message: in quotes, shortened, without control characters. */
    public String shown() {
        return Shown.of(new String(field, 0, Math.min(length, 100), StandardCharsets.UTF_8));
    }

    /** The file. */
    public Path path() {
        return in.path();
    }

    /** Makes the exception for a problem at the current line. */
    public DatasetFormatException damaged(String problem) {
        return in.damaged(line, problem);
    }

    @Override
    public void close() {
        in.close();
    }
}
