package io.ssl4j.core.registry;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A setting of a method that can be given as text.
 *
 * @param name lower case, words joined by hyphens: "projector-hidden"
 * @param kind the kind of its values
 * @param defaultValue the value if none is given; empty for "not set"
 * @param choices the values of a {@link Kind#CHOICE}, else empty
 * @param description one line: its effect
 * @param check rejects values of the kind that cannot be, with an {@link IllegalArgumentException}
 */
public record MethodOption(
        String name, Kind kind, String defaultValue, List<String> choices, String description, Consumer<String> check) {

    private static final Consumer<String> ANY = value -> {};

    /** The kind of an option's values. */
    public enum Kind {
        /** A double. */
        DECIMAL("a number"),
        /** An int. */
        INTEGER("an integer"),
        /** A list of ints, which may be empty. */
        INTEGERS("integers joined by commas"),
        /** A boolean. */
        FLAG("true or false"),
        /** Any text. */
        TEXT("a text"),
        /** One of several words. */
        CHOICE("one of");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    public MethodOption {
        choices = List.copyOf(choices);
    }

    private MethodOption(String name, Kind kind, String defaultValue, List<String> choices, String description) {
        this(name, kind, defaultValue, choices, description, ANY);
    }

    /** Makes an option that is a number. */
    public static MethodOption decimal(String name, double defaultValue, String description) {
        return new MethodOption(name, Kind.DECIMAL, Double.toString(defaultValue), List.of(), description);
    }

    /** Makes an option that is a number and may be unset. */
    public static MethodOption optionalDecimal(String name, String description) {
        return new MethodOption(name, Kind.DECIMAL, "", List.of(), description);
    }

    /** Makes an option that is an integer. */
    public static MethodOption integer(String name, int defaultValue, String description) {
        return new MethodOption(name, Kind.INTEGER, Integer.toString(defaultValue), List.of(), description);
    }

    /** Makes an option that is a list of integers. */
    public static MethodOption integers(String name, List<Integer> defaultValue, String description) {
        String text = defaultValue.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new MethodOption(name, Kind.INTEGERS, text, List.of(), description);
    }

    /** Makes an option that is true or false. */
    public static MethodOption flag(String name, boolean defaultValue, String description) {
        return new MethodOption(name, Kind.FLAG, Boolean.toString(defaultValue), List.of(), description);
    }

    /** Makes an option that is one of several words. */
    public static MethodOption choice(String name, String defaultValue, List<String> choices, String description) {
        return new MethodOption(name, Kind.CHOICE, defaultValue, choices, description);
    }

    /** Makes an option that is any text, or unset. */
    public static MethodOption text(String name, String description) {
        return text(name, "", description);
    }

    /** Makes an option that is any text. */
    public static MethodOption text(String name, String defaultValue, String description) {
        return new MethodOption(name, Kind.TEXT, defaultValue, List.of(), description);
    }

    /** Returns the same option with a check of its values beyond their kind. */
    MethodOption checked(Consumer<String> newCheck) {
        return new MethodOption(name, kind, defaultValue, choices, description, newCheck);
    }

    /** Returns the same option under another name. */
    MethodOption withName(String newName) {
        return new MethodOption(newName, kind, defaultValue, choices, description, check);
    }

    /** The form of a value, for messages and help: "a number", "one of [a, b]". */
    public String expects() {
        return kind == Kind.CHOICE ? kind.words + " " + choices : kind.words;
    }

    boolean accepts(String value) {
        try {
            switch (kind) {
                case DECIMAL -> {
                    return Double.isFinite(Double.parseDouble(value));
                }
                case INTEGER -> Integer.parseInt(value);
                case INTEGERS -> parseIntegers(value);
                case FLAG -> {
                    return value.equals("true") || value.equals("false");
                }
                case TEXT -> {
                    return true;
                }
                case CHOICE -> {
                    return choices.contains(value);
                }
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static List<Integer> parseIntegers(String value) {
        if (value.isEmpty()) {
            return List.of();
        }
        return List.of(value.split(",", -1)).stream()
                .map(part -> Integer.valueOf(part.strip()))
                .toList();
    }
}
