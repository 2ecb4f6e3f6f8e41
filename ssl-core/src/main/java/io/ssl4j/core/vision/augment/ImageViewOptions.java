package io.ssl4j.core.vision.augment;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** The options that change a method's views of an image. */
public final class ImageViewOptions {

    private static final String RECIPE = "views";
    private static final String AUTO = "auto";
    private static final String CROP_SCALE = "crop-scale";
    private static final String COUNT = "local-views";
    private static final String SIZE = "local-size";

    private ImageViewOptions() {}

    /** Returns the options "views" and "crop-scale"; for crops of two sizes also "local-views" and "local-size". */
    public static List<MethodOption> of(ViewNeed need) {
        boolean crops = need.shape() == ViewNeed.Shape.MULTI_CROP;
        List<String> recipes = new ArrayList<>(List.of(AUTO));
        Recipes.all().stream()
                .filter(recipe -> crops ? recipe.groups().size() == 2 : isPair(recipe))
                .map(ViewRecipe::name)
                .forEach(recipes::add);
        List<MethodOption> options = new ArrayList<>();
        options.add(MethodOption.choice(
                RECIPE, AUTO, recipes, "recipe of the " + (crops ? "crops" : "views") + "; auto is the method's own"));
        options.add(MethodOption.optionalDecimal(
                CROP_SCALE,
                "smallest fraction of the area that a " + (crops ? "full-sized " : "")
                        + "crop keeps, 0..1 (default: the recipe's)"));
        if (crops) {
            options.add(MethodOption.optionalDecimal(
                    COUNT, "small crops of each image, 0 for none (default: the recipe's)"));
            options.add(MethodOption.optionalDecimal(
                    SIZE, "height and width of a small crop as a fraction of the full size (default: the recipe's)"));
        }
        return options;
    }

    private static boolean isPair(ViewRecipe recipe) {
        return recipe.groups().size() == 1
                && recipe.groups().get(0).view().equals(ImageViews.VIEWS)
                && recipe.groups().get(0).copies().size() == 2;
    }

    /** Returns the views that the options describe, without colour operations for images that are not RGB. */
    public static ViewGenerator<Image> views(ImageInput input, ViewNeed need, MethodOptions options) {
        String name = options.choice(RECIPE);
        ViewRecipe own = Recipes.forMethod(need.recipe(), input);
        ViewRecipe recipe = (name.equals(AUTO) ? own : Recipes.named(name)).forChannels(input.channels());
        if (options.optionalDecimal(CROP_SCALE).isPresent()) {
            double smallest = options.decimal(CROP_SCALE);
            recipe = recipe.withCropScale(smallest, cropsOneSize(recipe) ? smallest : 1);
        }
        if (need.shape() == ViewNeed.Shape.MULTI_CROP) {
            return withLocal(recipe, options).views(input);
        }
        boolean asIs = recipe.groups().get(0).copies().size() == need.copies();
        return (asIs ? recipe : recipe.withCopies(need.copies())).views(input);
    }

    /** Returns whether all crops keep the same fraction of the area, as those of EMP-SSL do. */
    private static boolean cropsOneSize(ViewRecipe recipe) {
        return recipe.groups().get(0).copies().stream().allMatch(copy -> copy.scaleMin() == copy.scaleMax());
    }

    private static ViewRecipe withLocal(ViewRecipe recipe, MethodOptions options) {
        ViewRecipe.Group local = recipe.groups().get(1);
        double count = options.optionalDecimal(COUNT).orElse(local.copies().size());
        if (count < 0 || count != Math.rint(count)) {
            throw new IllegalArgumentException(
                    "option '" + COUNT + "' must be a whole number of at least 0, got " + count);
        }
        return recipe.withLocal((int) count, options.optionalDecimal(SIZE).orElse(local.size()));
    }
}
