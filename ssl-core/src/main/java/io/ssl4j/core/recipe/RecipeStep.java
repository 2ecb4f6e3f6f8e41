package io.ssl4j.core.recipe;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An operation of a view with its values.
 *
 * @param operation its name
 * @param arguments a value for each of its parameters
 */
public record RecipeStep(String operation, Arguments arguments) {

    /** Returns the step with another value, which must be in the parameter's form; for catalogs. */
    public RecipeStep with(String parameter, String value) {
        Map<String, String> values = new LinkedHashMap<>(arguments.values());
        if (values.replace(parameter, value) == null) {
            throw new IllegalArgumentException("'" + operation + "' has no parameter '" + parameter + "'");
        }
        return new RecipeStep(operation, new Arguments(values));
    }
}
