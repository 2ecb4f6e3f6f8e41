package io.ssl4j.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.numerics.DidYouMean;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A run's settings as YAML. The keys are the names of the options of {@code pretrain}, and values are read as those of
 * the
 * options are: an option is declared once, and is on the command line and in the file.
 */
public final class RunFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private RunFile() {}

    /** Writes all settings; the file appears whole or not at all. */
    static void write(Path file, RunSettings settings) throws IOException {
        String text = "# What ssl4j " + Version.text() + " ran; again: ssl4j pretrain --config THIS_FILE --out FOLDER\n"
                + YAML.writeValueAsString(tree(settings));
        AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void put(ObjectNode root, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = root.putObject(name);
            map.forEach((key, text) -> node.put(key.toString(), text.toString()));
        } else if (value instanceof List<?> list) {
            if (!list.isEmpty()) {
                ArrayNode node = root.putArray(name);
                list.forEach(each -> node.add(each.toString()));
            }
        } else if (value instanceof Path path) {
            root.put(name, path.toAbsolutePath().toString());
        } else if (value instanceof Number || value instanceof Boolean) {
            root.set(name, YAML.valueToTree(value));
        } else if (value != null) {
            root.put(name, value.toString());
        }
    }

    /**
     * Reads settings.
     *
     * @throws IOException if the file does not hold the settings of a run
     */
    static RunSettings read(Path file) throws IOException {
        try {
            return parse(arguments(file, Set.of()));
        } catch (ParameterException | IllegalArgumentException e) {
            throw new IOException(file + " does not hold the settings of a run: " + e.getMessage(), e);
        }
    }

    /** Settings from what would stand on the command line, checked. */
    public static RunSettings parse(List<String> arguments) {
        RunSettings settings = new RunSettings();
        commandLine(settings).parseArgs(arguments.toArray(String[]::new));
        settings.check();
        return settings;
    }

    /**
     * A file's settings as they would stand on the command line.
     *
     * @param given what is not taken from the file: names of options, and "--set=NAME" for single options of the
     *     method; options that may be repeated are taken from the file as well
     * @throws ParameterException if the file has a key that is no option
     */
    public static List<String> arguments(Path file, Set<String> given) throws IOException {
        return arguments(tree(file, "lines such as 'epochs: 24'"), file.toString(), given);
    }

    /**
     * The same of a part of a file.
     *
     * @param settings keys and values
     * @param place where they stand, for messages
     * @param given as of {@link #arguments(Path, Set)}
     */
    public static List<String> arguments(JsonNode settings, String place, Set<String> given) {
        CommandLine options = commandLine(new RunSettings());
        List<String> arguments = new ArrayList<>();
        Iterator<Map.Entry<String, JsonNode>> fields = settings.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            OptionSpec option = options.getCommandSpec().optionsMap().get("--" + field.getKey());
            if (option == null || !option.longestName().equals("--" + field.getKey())) {
                throw unknown(options, place, field.getKey());
            }
            if (option.typeInfo().isCollection() || !given.contains(option.longestName())) {
                add(arguments, place, option, field.getValue(), given);
            }
        }
        return arguments;
    }

    /**
     * What stands in a YAML file.
     *
     * @param expected what it must hold, for messages
     */
    public static JsonNode tree(Path file, String expected) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        JsonNode root;
        try {
            root = YAML.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            if (e.getOriginalMessage().contains(CharConversionException.class.getSimpleName())) {
                throw new IOException(file + " must be text in UTF-8; save it as such", e);
            }
            throw new IOException(file + " is not YAML, or is damaged: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new IOException(
                    file + " must hold " + expected + ", got " + (root.isMissingNode() ? "nothing" : root));
        }
        return root;
    }

    private static void add(
            List<String> arguments, String place, OptionSpec option, JsonNode value, Set<String> given) {
        String name = option.longestName();
        if (option.typeInfo().isMap()) {
            require(value.isObject(), place, option, "lines such as 'temperature: 0.2', set in", value);
            value.fields().forEachRemaining(entry -> {
                if (!given.contains(name + "=" + entry.getKey())) {
                    arguments.add(name + "=" + entry.getKey() + "=" + text(place, option, entry.getValue()));
                }
            });
        } else if (option.typeInfo().isCollection()) {
            Iterable<JsonNode> values = value.isArray() ? value : List.of(value);
            values.forEach(each -> arguments.add(name + "=" + text(place, option, each)));
        } else if (option.typeInfo().isBoolean()) {
            require(value.isBoolean(), place, option, "true or false", value);
            if (value.asBoolean()) {
                arguments.add(name);
            }
        } else if (!value.isNull()) {
            arguments.add(name + "=" + text(place, option, value));
        }
    }

    /** A single value; several are joined by commas, as the options of methods have them. */
    private static String text(String place, OptionSpec option, JsonNode value) {
        if (!value.isArray()) {
            require(value.isValueNode() && !value.isNull(), place, option, "a value", value);
            return value.asText();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(text(place, option, each)));
        return String.join(",", texts);
    }

    private static void require(boolean holds, String place, OptionSpec option, String expected, JsonNode got) {
        if (!holds) {
            throw new IllegalArgumentException(
                    place + ": the key '" + name(option) + "' must have " + expected + ", got " + got);
        }
    }

    private static ParameterException unknown(CommandLine options, String place, String key) {
        List<String> known =
                options.getCommandSpec().options().stream().map(RunFile::name).toList();
        return new ParameterException(
                options,
                place + " has the key '" + key + "', which is no setting of a run"
                        + DidYouMean.then(key, known, "the settings are " + String.join(", ", known)));
    }

    /**
     * Settings as text, in the order of the options: "epochs" and 24, "set.temperature" and 0.2. What is not given is
     * left
     * out.
     */
    static Map<String, String> texts(RunSettings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        tree(settings).fields().forEachRemaining(field -> {
            if (field.getValue().isObject()) {
                field.getValue()
                        .fields()
                        .forEachRemaining(entry -> texts.put(
                                field.getKey() + "." + entry.getKey(),
                                entry.getValue().asText()));
            } else {
                texts.put(field.getKey(), field.getValue().asText());
            }
        });
        return texts;
    }

    private static ObjectNode tree(RunSettings settings) {
        ObjectNode root = YAML.createObjectNode();
        for (OptionSpec option : commandLine(settings).getCommandSpec().options()) {
            put(root, name(option), option.getValue());
        }
        return root;
    }

    /** Whether an option such as "--epochs" is a setting of a run. */
    public static boolean isSetting(String option) {
        return commandLine(new RunSettings()).getCommandSpec().optionsMap().containsKey(option);
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }

    private static CommandLine commandLine(RunSettings settings) {
        return Usage.configured(new CommandLine(settings));
    }
}
