package io.ssl4j.core.recipe;

import java.util.List;

/**
 * A value that an operation takes.
 *
 * @param name lower case, words joined by hyphens: "scale"
 * @param kind the form of its values
 * @param defaultValue the value if none is given, in the form that {@link #parse} returns
 * @param choices the words of a {@link Kind#CHOICE}, otherwise empty
 * @param description one line: its meaning
 */
public record Parameter(String name, Kind kind, String defaultValue, List<String> choices, String description) {

    /** The name of the parameter that is the operation's probability. */
    public static final String PROBABILITY = "p";

    /** The form of a parameter's values. */
    public enum Kind {
        /** A number such as 0.4, or a fraction such as 3/4. */
        NUMBER("a number such as 0.4"),
        /** Two numbers such as 0.2..1. One number changes the lower end, or both if they are equal. */
        RANGE("a range such as 0.2..1"),
        /** A whole number. */
        COUNT("a whole number such as 4"),
        /** One of several words. */
        CHOICE("one of");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    /** Makes a parameter that is a number. */
    public static Parameter number(String name, double defaultValue, String description) {
        return new Parameter(name, Kind.NUMBER, Numbers.text(defaultValue), List.of(), description);
    }

    /** Makes a parameter that is a range, such as "0.08..1" or "3/4..4/3". */
    public static Parameter range(String name, String defaultValue, String description) {
        return new Parameter(name, Kind.RANGE, Numbers.range(defaultValue, null), List.of(), description);
    }

    /** Makes a parameter that is a whole number. */
    public static Parameter count(String name, int defaultValue, String description) {
        return new Parameter(name, Kind.COUNT, Integer.toString(defaultValue), List.of(), description);
    }

    /** Makes a parameter that is one of several words. */
    public static Parameter choice(String name, String defaultValue, List<String> choices, String description) {
        return new Parameter(name, Kind.CHOICE, defaultValue, choices, description);
    }

    /** Makes the parameter "p", with which an operation is applied. */
    public static Parameter probability(double defaultValue) {
        return number(PROBABILITY, defaultValue, "probability with which it is applied");
    }

    /**
     * Returns a value in its usual form.
     *
     * @param previous the value before, for one number in place of a range
     * @throws IllegalArgumentException if it has another form; the message has no place in it
     */
    String parse(String text, String previous) {
        try {
            return switch (kind) {
                case NUMBER -> Numbers.text(Numbers.parse(text));
                case RANGE -> Numbers.range(text, previous);
                case COUNT -> Integer.toString(Integer.parseInt(text));
                case CHOICE -> {
                    if (!choices.contains(text)) {
                        throw new NumberFormatException();
                    }
                    yield text;
                }
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be " + kind.words
                    + (kind == Kind.CHOICE ? " " + String.join(", ", choices) : "") + ", got '" + text + "'");
        }
    }
}
