package io.ssl4j.core.series.file.text;

import io.ssl4j.core.data.DatasetFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The fields of a text file, line by line. Nothing is made of a field but what is asked for, so that long files of
 * numbers are read at the speed of their bytes. Lines that are empty or blank are passed over.
 */
public final class TextFields implements AutoCloseable {

    /** No label or number is longer; a file without separators is not a file of this kind. */
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

    /** The fields from the present line on. */
    public TextFields(TextBytes in, Separators separators) {
        this.in = in;
        this.separators = separators;
        this.kinds = separators.kinds();
    }

    /** Opens a file at its start. */
    public static TextFields open(Path path, Separators separators) {
        return new TextFields(new TextBytes(path), separators);
    }

    /** Goes to the next line that is not blank; what is left of the present one is passed over. */
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

    /** Passes over the rest of the line; a line end in quotes is no line end. */
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

    /** Goes to the next field of the line, if it has one more. */
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

    /** The line of the present field, from 1. */
    public long line() {
        return line;
    }

    /** Which field of its line the present one is, from 0. */
    public int number() {
        return number;
    }

    /** Whether the present field is the last of its line. */
    public boolean isLast() {
        return lineEnded;
    }

    /** Whether the present field is followed by this separator. */
    public boolean isFollowedBy(char separator) {
        return terminator == separator;
    }

    /** Whether the present field has no text. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether the present field is the same as bytes kept from another. */
    public boolean isSame(byte[] bytes) {
        return Arrays.equals(field, 0, length, bytes, 0, bytes.length);
    }

    /** The bytes of the present field. */
    public byte[] copy() {
        return Arrays.copyOf(field, length);
    }

    /** Whether the present field begins with this character. */
    public boolean startsWith(char first) {
        return length > 0 && field[0] == first;
    }

    /** The present field as text. */
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

    /** The present field as a float, NaN where it says that the value is missing. */
    public float floatValue() {
        try {
            return value.floatValue(field, length);
        } catch (NumberFormatException e) {
            throw noNumber(e);
        }
    }

    /** The present field as a double; a missing value is refused. */
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

    /** Says what to do where a field of the present line is no number. */
    public void setHint(String newHint) {
        hint = "; " + newHint;
        hintLine = line;
    }

    /** Whether the present field is a decimal number. */
    public boolean isNumber() {
        return value.isNumber(field, length);
    }

    /** The present field for a message: in quotes, shortened, without control characters. */
    public String shown() {
        return Shown.of(new String(field, 0, Math.min(length, 100), StandardCharsets.UTF_8));
    }

    /** The file. */
    public Path path() {
        return in.path();
    }

    /** What is wrong at the present line. */
    public DatasetFormatException damaged(String problem) {
        return in.damaged(line, problem);
    }

    @Override
    public void close() {
        in.close();
    }
}
