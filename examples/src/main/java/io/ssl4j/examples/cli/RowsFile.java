package io.ssl4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ParameterException;

/**
 * The rows of a table as YAML: {@code defaults}, the settings of every row, and {@code rows}, a list of names with the
 * settings of one row each. The settings are those of {@code pretrain --config}. What is typed counts before a row, a row
 * before the defaults; {@code lr: ~} takes a default away.
 */
final class RowsFile {

    private static final String DEFAULTS = "defaults";
    private static final String ROWS = "rows";
    private static final String NAME = "name";
    private static final String EXPECTED = "'rows', a list of names and settings, and perhaps 'defaults'";

    private final Path file;
    private final List<String> typed;
    private final Set<String> typedNames = new HashSet<>();

    private RowsFile(Path file, List<String> typed) {
        this.file = file;
        this.typed = typed;
        typed.forEach(argument -> typedNames.add(ConfigArguments.name(argument)));
    }

    /**
     * Reads the rows.
     *
     * @param typed settings for all rows, as they stand on the command line: "--limit=100"
     * @throws IllegalArgumentException if a row, or what it is made of, is not as it must be, with its name
     */
    static List<TableRow> read(Path file, List<String> typed) throws IOException {
        return new RowsFile(file, typed).rows(RunFile.tree(file, EXPECTED));
    }

    private List<TableRow> rows(JsonNode root) {
        root.fieldNames()
                .forEachRemaining(key -> require(
                        key.equals(DEFAULTS) || key.equals(ROWS),
                        file + " must hold " + EXPECTED + ", got '" + key + "'"));
        JsonNode defaults = root.path(DEFAULTS);
        require(
                defaults.isObject() || defaults.isMissingNode(),
                file + ": 'defaults' must have lines such as 'epochs: 24', got " + defaults);
        JsonNode rows = root.path(ROWS);
        require(rows.isArray() && !rows.isEmpty(), file + " must hold " + EXPECTED + ", got no rows");
        List<TableRow> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode row : rows) {
            String name = name(row);
            require(
                    names.add(name.toLowerCase(Locale.ROOT)),
                    file + ": rows must have different names, got two of '" + name + "'");
            read.add(new TableRow(name, settings(defaults, row, file + ", row '" + name + "'")));
        }
        return read;
    }

    /** A name that can be a folder's. */
    private String name(JsonNode row) {
        JsonNode name = row.path(NAME);
        require(
                row.isObject() && name.isValueNode() && name.asText().matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
                file + ": a row must have a 'name' of letters, digits, dots, - and _, got " + row);
        require(
                !ResultTable.FILES.contains(name.asText().toLowerCase(Locale.ROOT)),
                file + ": a row cannot have the name of the table's own file, got '" + name.asText() + "'");
        return name.asText();
    }

    private RunSettings settings(JsonNode defaults, JsonNode row, String place) {
        ObjectNode own = row.deepCopy();
        own.remove(NAME);
        Set<String> given = new HashSet<>(typedNames);
        own.fieldNames().forEachRemaining(key -> given.add("--" + key));
        for (String map : ConfigArguments.MAPS) {
            own.path(map.substring(2)).fieldNames().forEachRemaining(key -> given.add(map + "=" + key));
            given.remove(map);
        }
        try {
            List<String> arguments = new ArrayList<>();
            if (defaults.isObject()) {
                arguments.addAll(RunFile.arguments(defaults, file + ", defaults", given));
            }
            arguments.addAll(RunFile.arguments(own, place, typedNames));
            arguments.addAll(typed);
            return resolved(arguments, place);
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static RunSettings resolved(List<String> arguments, String place) {
        try {
            RunSettings settings = RunFile.parse(arguments);
            settings.resolve();
            return settings;
        } catch (ParameterException | IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
