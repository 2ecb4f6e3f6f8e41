package io.ssl4j.core.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One change of a recipe, read from text; see {@link ViewRecipe#with}.
 *
 * @param views the views that it is for
 * @param type the operation
 * @param kind what is done
 * @param values new values for the operation
 * @param text as it was given, for messages
 */
record ViewChange(ViewSelector views, OperationType<?> type, Kind kind, List<String> values, String text) {

    private enum Kind {
        REMOVE,
        CHANGE,
        CHANGE_OR_ADD
    }

    static ViewChange parse(ViewCatalog<?> catalog, String change) {
        ViewSelector.Selected selected = ViewSelector.of(change);
        String text = selected.text();
        int equals = text.indexOf('=');
        int open = text.indexOf('(');
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "a change of views must name an operation, as in 'flip=off', got '" + change.strip() + "'");
        }
        if (equals < 0 || (open >= 0 && open < equals)) {
            return of(catalog, selected, Kind.CHANGE_OR_ADD, StepSyntax.name(text), StepSyntax.values(text));
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        int dot = name.indexOf('.');
        if (dot >= 0) {
            String named = name.substring(dot + 1) + "=" + value;
            return of(catalog, selected, Kind.CHANGE, name.substring(0, dot), List.of(named));
        }
        if (value.equals("off")) {
            return of(catalog, selected, Kind.REMOVE, name, List.of());
        }
        return of(catalog, selected, Kind.CHANGE_OR_ADD, name, value.equals("on") ? List.of() : StepSyntax.list(value));
    }

    private static ViewChange of(
            ViewCatalog<?> catalog, ViewSelector.Selected selected, Kind kind, String name, List<String> values) {
        OperationType<?> type = catalog.operation(name);
        type.change(type.defaults(), values);
        return new ViewChange(selected.views(), type, kind, values, selected.text());
    }

    <T> ViewRecipe<T> applyTo(ViewRecipe<T> recipe) {
        views.requireIn(recipe);
        requireNamedIfSizesDiffer(recipe);
        List<ViewRecipe.Group> changed = new ArrayList<>();
        boolean any = false;
        for (ViewRecipe.Group group : recipe.groups()) {
            List<List<RecipeStep>> copies = new ArrayList<>();
            for (List<RecipeStep> steps : group.copies()) {
                boolean chosen = views.matches(group, copies.size(), changed.isEmpty());
                any |= chosen && (kind == Kind.CHANGE_OR_ADD || has(steps));
                copies.add(chosen ? apply(recipe.catalog(), steps) : steps);
            }
            changed.add(new ViewRecipe.Group(group.view(), group.size(), copies));
        }
        if (!any) {
            throw new IllegalArgumentException("no view " + (views.isAll() ? "" : "'" + views + "' ")
                    + "of the recipe '"
                    + recipe.name() + "' has the operation '" + type.name() + "' to "
                    + (kind == Kind.REMOVE ? "remove" : "change; add it with '" + type.name() + "'") + ", got '" + text
                    + "'; the recipe is " + recipe.text().replace("\n", "; "));
        }
        return recipe.withGroups(changed);
    }

    private boolean has(List<RecipeStep> steps) {
        return steps.stream().anyMatch(step -> step.operation().equals(type.name()));
    }

    /** A part of the sample that suits full-sized views does not suit small ones. */
    private void requireNamedIfSizesDiffer(ViewRecipe<?> recipe) {
        if (!type.opening() || !views.isAll() || recipe.groups().size() == 1) {
            return;
        }
        String first = recipe.groups().get(0).view();
        throw new IllegalArgumentException("'" + type.name() + "' must be changed for "
                + String.join(
                        " or ",
                        recipe.groups().stream().map(ViewRecipe.Group::view).toList())
                + ", whose views have different sizes, got '" + text + "'; write '" + first + ": " + text + "'");
    }

    private List<RecipeStep> apply(ViewCatalog<?> catalog, List<RecipeStep> steps) {
        if (kind == Kind.REMOVE) {
            return steps.stream()
                    .filter(step -> !step.operation().equals(type.name()))
                    .toList();
        }
        if (has(steps)) {
            return steps.stream()
                    .map(step -> step.operation().equals(type.name()) ? type.change(step, values) : step)
                    .toList();
        }
        return kind == Kind.CHANGE ? steps : added(catalog, steps);
    }

    private List<RecipeStep> added(ViewCatalog<?> catalog, List<RecipeStep> steps) {
        RecipeStep step = type.change(type.defaults(), values);
        if (type.opening()) {
            return Stream.concat(Stream.of(step), steps.stream().filter(other -> !catalog.isOpening(other)))
                    .toList();
        }
        int place = 0;
        for (int i = 0; i < steps.size(); i++) {
            boolean before = catalog.order(steps.get(i).operation()) < catalog.order(type.name());
            place = before || catalog.isOpening(steps.get(i)) ? i + 1 : place;
        }
        List<RecipeStep> longer = new ArrayList<>(steps);
        longer.add(place, step);
        return longer;
    }
}
