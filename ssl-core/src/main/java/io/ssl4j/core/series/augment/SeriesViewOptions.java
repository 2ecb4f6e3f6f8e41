package io.ssl4j.core.series.augment;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.List;

/** The options that change a method's views of a series. */
public final class SeriesViewOptions {

    private static final String RECIPE = "views";
    private static final String AUTO = "auto";
    private static final String CROP_SCALE = "crop-scale";
    private static final String COUNT = "local-views";
    private static final String SIZE = "local-size";

    private SeriesViewOptions() {}

    /** Returns the options "views" and "crop-scale"; for crops of two sizes also "local-views" and "local-size". */
    public static List<MethodOption> of(ViewNeed need) {
        boolean crops = isCrops(need);
        List<String> recipes = new ArrayList<>(List.of(AUTO));
        SeriesRecipes.all().stream()
                .filter(recipe -> recipe.groups().size() == (crops ? 2 : 1))
                .map(SeriesRecipe::name)
                .forEach(recipes::add);
        List<MethodOption> options = new ArrayList<>();
        options.add(MethodOption.choice(
                RECIPE,
                AUTO,
                recipes,
                "recipe of the views; auto is " + own(need).name()));
        options.add(MethodOption.optionalDecimal(
                CROP_SCALE, "smallest fraction of the time that a crop keeps, 0..1 (default: the recipe's)"));
        if (crops) {
            options.add(MethodOption.optionalDecimal(
                    COUNT, "short crops of each series, 0 for none (default: the recipe's)"));
            options.add(MethodOption.optionalDecimal(
                    SIZE, "length of a short crop as a fraction of the full length (default: the recipe's)"));
        }
        return options;
    }

    private static boolean isCrops(ViewNeed need) {
        return need.shape() == ViewNeed.Shape.MULTI_CROP;
    }

    private static SeriesRecipe own(ViewNeed need) {
        return isCrops(need) ? SeriesRecipes.MULTI_CROP : SeriesRecipes.DEFAULT;
    }

    /** Returns the views that the options describe. */
    public static ViewGenerator<Series> views(SeriesInput input, ViewNeed need, MethodOptions options) {
        String name = options.choice(RECIPE);
        SeriesRecipe recipe = name.equals(AUTO) ? own(need) : SeriesRecipes.named(name);
        if (options.optionalDecimal(CROP_SCALE).isPresent()) {
            recipe = recipe.withCropScale(options.decimal(CROP_SCALE), 1);
        }
        return isCrops(need)
                ? withLocal(recipe, options).views(input)
                : recipe.withCopies(need.copies()).views(input);
    }

    private static SeriesRecipe withLocal(SeriesRecipe recipe, MethodOptions options) {
        SeriesRecipe.Group local = recipe.groups().get(1);
        double count = options.optionalDecimal(COUNT).orElse(local.copies().size());
        if (count < 0 || count != Math.rint(count)) {
            throw new IllegalArgumentException(
                    "option '" + COUNT + "' must be a whole number of at least 0, got " + count);
        }
        return recipe.withLocal((int) count, options.optionalDecimal(SIZE).orElse(local.share()));
    }
}
