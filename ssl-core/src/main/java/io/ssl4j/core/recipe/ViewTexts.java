package io.ssl4j.core.recipe;

import java.util.ArrayList;
import java.util.List;

/** Reads the operations of whole views; see {@link ViewRecipe#withViews}. */
final class ViewTexts {

    record Text(ViewSelector views, List<RecipeStep> steps) {}

    private ViewTexts() {}

    static <T> ViewRecipe<T> applyTo(ViewRecipe<T> recipe, String text) {
        List<Text> texts = parse(recipe.catalog(), text);
        boolean named = texts.stream().noneMatch(each -> each.views().isAll());
        if (!named && texts.stream().anyMatch(each -> !each.views().isAll())) {
            throw new IllegalArgumentException("either all views must be named or none, got '" + text + "'");
        }
        if (!named && recipe.groups().size() > 1) {
            throw new IllegalArgumentException("views of two sizes must be named, as in 'global: crop(0.4..1), flip |"
                    + " local: crop(0.1..0.4), flip', got '" + text + "'");
        }
        int copies = recipe.groups().get(0).copies().size();
        if (!named && texts.size() > copies) {
            throw new IllegalArgumentException("there must be at most as many texts as views, " + copies + ", got "
                    + texts.size() + " in '" + text + "'");
        }
        texts.forEach(each -> each.views().requireIn(recipe));
        List<ViewRecipe.Group> changed = new ArrayList<>();
        for (ViewRecipe.Group group : recipe.groups()) {
            List<List<RecipeStep>> read = new ArrayList<>();
            for (int v = 0; v < group.copies().size(); v++) {
                read.add(steps(texts, named, group, v, changed.isEmpty()));
            }
            changed.add(new ViewRecipe.Group(group.view(), group.size(), read));
        }
        return recipe.withGroups(changed);
    }

    static List<Text> parse(ViewCatalog<?> catalog, String text) {
        List<Text> texts = new ArrayList<>();
        for (String part : StepSyntax.split(text, "|")) {
            ViewSelector.Selected selected = ViewSelector.of(part);
            texts.add(new Text(selected.views(), catalog.steps(selected.text())));
        }
        return texts;
    }

    private static List<RecipeStep> steps(
            List<Text> texts, boolean named, ViewRecipe.Group group, int copy, boolean first) {
        if (!named) {
            return texts.get(copy % texts.size()).steps();
        }
        List<RecipeStep> steps = group.copies().get(copy);
        for (Text each : texts) {
            steps = each.views().matches(group, copy, first) ? each.steps() : steps;
        }
        return steps;
    }
}
