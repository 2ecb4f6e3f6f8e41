package io.ssl4j.core.registry;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.vision.augment.ImageViews;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.augment.ViewRecipe;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** The options that methods over two full-sized views of an image have in common: which views. */
public final class ImagePairOptions {

    private static final String RECIPE = "views";
    private static final String AUTO = "auto";
    private static final String CROP_SCALE = "crop-scale";

    private ImagePairOptions() {}

    /** The options "views" and "crop-scale". */
    public static List<MethodOption> options() {
        List<String> recipes = new ArrayList<>(List.of(AUTO));
        Recipes.all().stream()
                .filter(ImagePairOptions::isPair)
                .map(ViewRecipe::name)
                .forEach(recipes::add);
        return List.of(
                MethodOption.choice(RECIPE, AUTO, recipes, "the recipe of the two views; auto is the method's own"),
                MethodOption.optionalDecimal(
                        CROP_SCALE, "smallest part of the area that a crop keeps, 0..1 (default: the recipe's)"));
    }

    /**
     * The views that the options ask for; what speaks of colour is left out for images that are not RGB.
     *
     * @param own the method's own recipe for this input
     */
    public static ViewGenerator<Image> views(MethodOptions options, ImageInput input, ViewRecipe own) {
        return recipe(options, input, own).views(input);
    }

    private static ViewRecipe recipe(MethodOptions options, ImageInput input, ViewRecipe own) {
        String name = options.choice(RECIPE);
        ViewRecipe recipe = (name.equals(AUTO) ? own : Recipes.named(name)).forChannels(input.channels());
        if (options.optionalDecimal(CROP_SCALE).isPresent()) {
            recipe = recipe.withCropScale(options.decimal(CROP_SCALE), 1);
        }
        return recipe;
    }

    /** The same with another number of copies of each sample, the recipe's own in turn. */
    public static ViewGenerator<Image> views(MethodOptions options, ImageInput input, ViewRecipe own, int copies) {
        return recipe(options, input, own).withCopies(copies).views(input);
    }

    private static boolean isPair(ViewRecipe recipe) {
        return recipe.groups().size() == 1
                && recipe.groups().get(0).view().equals(ImageViews.VIEWS)
                && recipe.groups().get(0).copies().size() == 2;
    }
}
