package io.ssl4j.core.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value for each parameter of an operation.
 *
 * @param values texts by the name of the parameter, in the order of declaration
 */
public record Arguments(Map<String, String> values) {

    public Arguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a {@link Parameter.Kind#NUMBER}. */
    public double number(String name) {
        return Numbers.parse(text(name));
    }

    /** The lower end of a {@link Parameter.Kind#RANGE}. */
    public double low(String name) {
        return Numbers.low(text(name));
    }

    /** The upper end of a {@link Parameter.Kind#RANGE}. */
    public double high(String name) {
        return Numbers.high(text(name));
    }

    /** The value of a {@link Parameter.Kind#COUNT}. */
    public int count(String name) {
        return Integer.parseInt(text(name));
    }

    /** The value as text. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no parameter '" + name + "' among " + values.keySet());
        }
        return value;
    }

    /** The probability of the operation; 1 if it has none. */
    public double probability() {
        return values.containsKey(Parameter.PROBABILITY) ? number(Parameter.PROBABILITY) : 1;
    }
}
