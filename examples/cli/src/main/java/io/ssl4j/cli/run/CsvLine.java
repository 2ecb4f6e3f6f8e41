package io.ssl4j.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fields in a line of comma-separated values; a field with a comma, a quotation mark or a line break stands in
 * quotation marks.
 */
public final class CsvLine {

    private CsvLine() {}

    /** The line of some fields. */
    public static String of(List<String> fields) {
        return fields.stream().map(CsvLine::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** The fields that {@link #of} was given. */
    public static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                // A second mark after one that closes is a mark of the field's own.
                if (!inside && i > 0 && line.charAt(i - 1) == '"') {
                    field.append('"');
                }
                inside = !inside;
            } else if (c == ',' && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
