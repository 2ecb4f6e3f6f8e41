package io.ssl4j.core.registry;

import io.ssl4j.core.numerics.DidYouMean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The options of a method with a checked value for each: the one given, else the default. */
public final class MethodOptions {

    private final String method;
    private final Map<String, String> values;

    private MethodOptions(String method, Map<String, String> values) {
        this.method = method;
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Checks given values against a method's options.
     *
     * @param method the method's name, for messages
     * @param declared the method's options
     * @param given values by option name
     * @throws IllegalArgumentException if a name is unknown or a value is not of its option's kind
     */
    public static MethodOptions of(String method, List<MethodOption> declared, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach(option -> values.put(option.name(), option.defaultValue()));
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("the method '" + method + "' has no option '" + name + "'"
                        + DidYouMean.then(name, values.keySet(), "its options are " + values.keySet()));
            }
        }
        for (MethodOption option : declared) {
            String value = given.get(option.name());
            if (value != null) {
                if (!option.accepts(value.strip())) {
                    throw new IllegalArgumentException("option '" + option.name() + "' of the method '" + method
                            + "' must be " + option.expects() + ", got '" + value + "'");
                }
                check(method, option, value.strip());
                values.put(option.name(), value.strip());
            }
        }
        return new MethodOptions(method, values);
    }

    private static void check(String method, MethodOption option, String value) {
        try {
            option.check().accept(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option '" + option.name() + "' of the method '" + method + "' got '" + value + "': "
                            + e.getMessage(),
                    e);
        }
    }

    /** Every option's value as text, including defaults: for logs and provenance. */
    public Map<String, String> values() {
        return values;
    }

    /** The value of an option declared as a number. */
    public double decimal(String name) {
        return Double.parseDouble(value(name));
    }

    /** The value of an option declared as a number that may be unset. */
    public OptionalDouble optionalDecimal(String name) {
        return value(name).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(decimal(name));
    }

    /** The value of an option declared as an integer. */
    public int integer(String name) {
        return Integer.parseInt(value(name));
    }

    /** The value of an option declared as a list of integers. */
    public List<Integer> integers(String name) {
        return MethodOption.parseIntegers(value(name));
    }

    /** The value of an option declared as true or false. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(value(name));
    }

    /** The value of an option declared as a choice. */
    public String choice(String name) {
        return value(name);
    }

    /** The value of an option declared as a text, if it was given. */
    public Optional<String> text(String name) {
        String value = value(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the method '" + method + "' reads the option '" + name
                    + "', which it does not declare; it declares " + values.keySet());
        }
        return value;
    }
}
