package io.ssl4j.core.registry;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.augment.ViewRecipe;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** The options that methods over crops of two sizes have in common: which crops. */
public final class MultiCropOptions {

    private static final String RECIPE = "views";
    private static final String AUTO = "auto";
    private static final String CROP_SCALE = "crop-scale";
    private static final String COUNT = "local-views";
    private static final String SIZE = "local-size";

    private MultiCropOptions() {}

    /** The options "views", "crop-scale", "local-views" and "local-size". */
    public static List<MethodOption> options() {
        List<String> recipes = new ArrayList<>(List.of(AUTO));
        Recipes.all().stream()
                .filter(recipe -> recipe.groups().size() == 2)
                .map(ViewRecipe::name)
                .forEach(recipes::add);
        return List.of(
                MethodOption.choice(RECIPE, AUTO, recipes, "the recipe of the crops; auto is the method's own"),
                MethodOption.optionalDecimal(
                        CROP_SCALE, "smallest part of the area that a full-sized crop keeps (default: the recipe's)"),
                MethodOption.optionalDecimal(COUNT, "small crops of each image, 0 for none (default: the recipe's)"),
                MethodOption.optionalDecimal(
                        SIZE, "height and width of a small crop as a part of the full (default: the recipe's)"));
    }

    /**
     * The views that the options ask for; what speaks of colour is left out for images that are not RGB.
     *
     * @param own the method's own recipe for this input
     */
    public static ViewGenerator<Image> views(MethodOptions options, ImageInput input, ViewRecipe own) {
        String name = options.choice(RECIPE);
        ViewRecipe recipe = (name.equals(AUTO) ? own : Recipes.named(name)).forChannels(input.channels());
        if (options.optionalDecimal(CROP_SCALE).isPresent()) {
            recipe = recipe.withCropScale(options.decimal(CROP_SCALE), 1);
        }
        ViewRecipe.Group local = recipe.groups().get(1);
        double count = options.optionalDecimal(COUNT).orElse(local.copies().size());
        if (count < 0 || count != Math.rint(count)) {
            throw new IllegalArgumentException(
                    "option '" + COUNT + "' must be a whole number of at least 0, got " + count);
        }
        return recipe.withLocal((int) count, options.optionalDecimal(SIZE).orElse(local.size()))
                .views(input);
    }
}
