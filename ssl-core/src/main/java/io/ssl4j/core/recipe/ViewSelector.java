package io.ssl4j.core.recipe;

import io.ssl4j.core.batch.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Selects views of a recipe by name: all, those of a group, or one of them.
 *
 * @param group the name of the group; empty for any
 * @param copy the number of the copy from 1; 0 for all
 */
record ViewSelector(String group, int copy) {

    private static final Pattern PREFIX = Pattern.compile("\\s*([a-z]*)\\s*([0-9]{0,4})\\s*:(.*)", Pattern.DOTALL);

    /** All views. */
    static final ViewSelector ALL = new ViewSelector("", 0);

    /** A text and the views that it is for. */
    record Selected(ViewSelector views, String text) {}

    /** Takes the name of views off the front of a text: "2: flip", "global: crop(0.3)", "local 1: ...". */
    static Selected of(String text) {
        Matcher matcher = PREFIX.matcher(text);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new Selected(ALL, text.strip());
        }
        String group = matcher.group(1).equals("view") ? ViewRecipe.VIEWS : matcher.group(1);
        int copy = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
        if (copy == 0 && !matcher.group(2).isEmpty()) {
            throw new IllegalArgumentException("views are counted from 1, got '" + text.strip() + "'");
        }
        return new Selected(new ViewSelector(group, copy), matcher.group(3).strip());
    }

    boolean isAll() {
        return equals(ALL);
    }

    /** A number without a name counts the first group's copies. */
    boolean matches(ViewRecipe.Group candidate, int index, boolean first) {
        return (group.isEmpty() ? copy == 0 || first : group.equals(candidate.view()))
                && (copy == 0 || copy == index + 1);
    }

    /** @throws IllegalArgumentException if the recipe has no such view; the message lists those that it has */
    void requireIn(ViewRecipe<?> recipe) {
        List<String> labels = new ArrayList<>();
        boolean found = false;
        for (ViewRecipe.Group each : recipe.groups()) {
            boolean first = each == recipe.groups().get(0);
            found |= IntStream.range(0, each.copies().size()).anyMatch(i -> matches(each, i, first));
            IntStream.range(0, each.copies().size()).forEach(i -> labels.add(ViewSpec.label(each.view(), i)));
        }
        if (!found) {
            throw new IllegalArgumentException("the recipe '" + recipe.name() + "' has no view '" + this
                    + "'; its views are " + String.join(", ", labels));
        }
    }

    @Override
    public String toString() {
        String name = group.equals(ViewRecipe.VIEWS) ? "view" : group;
        return (name + (copy == 0 ? "" : " " + copy)).strip();
    }
}
