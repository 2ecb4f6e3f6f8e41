package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.Shown;
import io.ssl4j.core.series.file.text.TextBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The header of a {@code .ts} file, up to {@code @data}. */
final class TsHeader {

    private static final int LONGEST_LINE = 1 << 20;

    private final TextBytes in;
    private long line;
    /** 0 if the header does not state it. */
    private int dimensions;
    /** 0 if the header does not state it, or lengths differ. */
    private int seriesLength;

    private boolean equalLength;
    private boolean equalLengthSeen;
    private boolean classLabelSeen;
    private boolean labeled;
    private List<String> classes = List.of();

    private TsHeader(TextBytes in) {
        this.in = in;
    }

    /** Reads the header; the next line is the first of the data. */
    static TsHeader read(TextBytes in) {
        TsHeader header = new TsHeader(in);
        while (header.readLine()) {
            // each tag sets its own field
        }
        if (!header.equalLengthSeen) {
            header.equalLength = header.seriesLength > 0;
        }
        if (!header.equalLength) {
            header.seriesLength = 0;
        }
        if (!header.classLabelSeen) {
            throw in.damaged(
                    header.line,
                    "the header of a .ts file must have a line @classLabel, got none before @data;"
                            + " write '@classLabel false' for series without classes");
        }
        return header;
    }

    private boolean readLine() {
        line = in.line();
        String text = nextText();
        if (text.isEmpty() || text.startsWith("#")) {
            return true;
        }
        if (!text.startsWith("@")) {
            throw in.damaged(
                    line,
                    "a line of the header must begin with @ or #, got " + Shown.of(text)
                            + "; the data begin after a line @data");
        }
        String[] words = text.split("\\s+");
        String tag = words[0].substring(1).toLowerCase(Locale.ROOT);
        set(tag, words);
        return !tag.equals("data");
    }

    private void set(String tag, String[] words) {
        switch (tag) {
            case "dimension", "dimensions" -> dimensions = number(words);
            case "serieslength" -> seriesLength = number(words);
            case "equallength" -> {
                equalLength = flag(words);
                equalLengthSeen = true;
            }
            case "univariate" -> dimensions = flag(words) ? 1 : dimensions;
            case "timestamps" ->
                refuseIf(
                        flag(words),
                        "series with time stamps are not read, got '@timeStamps true';"
                                + " write evenly spaced values without them, or use CSV with a time column");
            case "targetlabel" ->
                refuseIf(
                        flag(words),
                        "targets that are numbers are not read, got '@targetLabel true';"
                                + " write '@classLabel' and classes");
            case "classlabel" -> {
                labeled = flag(words);
                classLabelSeen = true;
                classes = Arrays.stream(words)
                        .skip(2)
                        .map(ArchiveLabels::canonical)
                        .distinct()
                        .toList();
            }
            default -> {}
        }
    }

    private void refuseIf(boolean said, String problem) {
        if (said) {
            throw in.damaged(line, problem);
        }
    }

    private boolean flag(String[] words) {
        String value = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
        if (!value.equals("true") && !value.equals("false")) {
            throw in.damaged(line, Shown.of(words[0]) + " must be followed by true or false, got " + Shown.of(value));
        }
        return value.equals("true");
    }

    private int number(String[] words) {
        String value = words.length > 1 ? words[1] : "";
        if (!value.matches("\\d{1,9}")) {
            throw in.damaged(line, Shown.of(words[0]) + " must be followed by a whole number, got " + Shown.of(value));
        }
        return Integer.parseInt(value);
    }

    private String nextText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int b = in.next();
            if (b < 0 && bytes.size() == 0) {
                throw in.damaged(line, "the header of a .ts file must end with a line @data, but the file ends");
            }
            if (b < 0 || b == '\n' || b == '\r') {
                if (b >= 0) {
                    in.endLine(b);
                }
                return bytes.toString(StandardCharsets.UTF_8).strip();
            }
            refuseIf(bytes.size() == LONGEST_LINE, "a line of the header can have at most " + LONGEST_LINE + " bytes");
            bytes.write(b);
        }
    }

    int dimensions() {
        return dimensions;
    }

    int seriesLength() {
        return seriesLength;
    }

    boolean equalLength() {
        return equalLength;
    }

    boolean labeled() {
        return labeled;
    }

    List<String> classes() {
        return classes;
    }
}
