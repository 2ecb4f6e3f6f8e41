package io.ssl4j.core.recipe;

import io.ssl4j.core.numerics.DidYouMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An operation that recipes know by name.
 *
 * @param name lower case, words joined by hyphens: "time-mask"
 * @param description one line: what it does to a view
 * @param opening whether it takes a part of the sample and so comes first; a view has at most one of these
 * @param parameters what it takes, in the order of values without a name
 * @param make makes the operation; rejects values that cannot be
 * @param <S> what the modality makes of it
 */
public record OperationType<S>(
        String name, String description, boolean opening, List<Parameter> parameters, Function<Arguments, S> make) {

    public OperationType {
        parameters = List.copyOf(parameters);
    }

    /** Makes an operation that may stand anywhere after the opening one. */
    public static <S> OperationType<S> of(
            String name, String description, Function<Arguments, S> make, Parameter... parameters) {
        return new OperationType<>(name, description, false, List.of(parameters), make);
    }

    /** Makes an operation that takes a part of the sample. */
    public static <S> OperationType<S> opening(
            String name, String description, Function<Arguments, S> make, Parameter... parameters) {
        return new OperationType<>(name, description, true, List.of(parameters), make);
    }

    /** The operation with all its defaults, as it is written: "blur(p=0.5, sigma=0.1..2)". */
    public String signature() {
        return name
                + parameters.stream()
                        .map(parameter -> parameter.name() + "=" + parameter.defaultValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    RecipeStep defaults() {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        return new RecipeStep(name, new Arguments(values));
    }

    /**
     * Returns a step with some of its values changed.
     *
     * @param given values in the order of the parameters, or "name=value", each stripped
     * @throws IllegalArgumentException if a name is unknown, there are too many values, or one cannot be
     */
    RecipeStep change(RecipeStep step, List<String> given) {
        Map<String, String> values = new LinkedHashMap<>(step.arguments().values());
        int place = 0;
        for (String each : given) {
            int equals = each.indexOf('=');
            Parameter parameter = equals < 0
                    ? parameter(place++, given)
                    : parameter(each.substring(0, equals).strip());
            String text = each.substring(equals + 1).strip();
            values.put(parameter.name(), parse(parameter, text, values.get(parameter.name())));
        }
        Arguments arguments = new Arguments(values);
        if (!(arguments.probability() >= 0 && arguments.probability() <= 1)) {
            throw new IllegalArgumentException(
                    "'p' of '" + name + "' must be in 0..1, got " + arguments.text(Parameter.PROBABILITY));
        }
        make.apply(arguments);
        return new RecipeStep(name, arguments);
    }

    private String parse(Parameter parameter, String text, String previous) {
        try {
            return parameter.parse(text, previous);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + parameter.name() + "' of '" + name + "' " + e.getMessage(), e);
        }
    }

    private Parameter parameter(int place, List<String> given) {
        if (place >= parameters.size()) {
            throw new IllegalArgumentException("the operation '" + name + "' takes at most " + parameters.size()
                    + " value(s) (" + names() + "), got " + String.join(", ", given));
        }
        return parameters.get(place);
    }

    private Parameter parameter(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the operation '" + name + "' has no parameter '"
                        + wanted + "'"
                        + DidYouMean.then(
                                wanted,
                                parameters.stream().map(Parameter::name).toList(),
                                "its parameters are " + names())));
    }

    private String names() {
        return parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    /**
     * Returns a step as text that gives the same step again: values in order up to the last that differs from its
     * default, and the probability by name unless it is first, or 1 by default.
     */
    String text(RecipeStep step) {
        Map<String, String> values = step.arguments().values();
        int last = -1;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            boolean late = i > 0 && parameter.name().equals(Parameter.PROBABILITY);
            if (!late && (i == 0 || !values.get(parameter.name()).equals(parameter.defaultValue()))) {
                last = i;
            }
        }
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i <= last; i++) {
            text.append(i == 0 ? "" : ", ").append(values.get(parameters.get(i).name()));
        }
        int p = parameters.stream().map(Parameter::name).toList().indexOf(Parameter.PROBABILITY);
        if (p > last) {
            String value = values.get(Parameter.PROBABILITY);
            boolean always =
                    value.equals("1") && parameters.get(p).defaultValue().equals("1");
            text.append(always ? "" : (last < 0 ? "" : "; ") + "p=" + value);
        }
        return text.append(')').toString().replace("()", "");
    }
}
