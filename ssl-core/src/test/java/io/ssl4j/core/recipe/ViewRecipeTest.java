package io.ssl4j.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.augment.SeriesCatalog;
import io.ssl4j.core.series.augment.SeriesRecipes;
import io.ssl4j.core.vision.augment.ImageCatalog;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recipes read from text and changed by name, for images and series through the same classes. */
class ViewRecipeTest {

    private static final String PAIR = "view 1 to 2: ";

    private static String changed(String... changes) {
        ViewRecipe<Image> recipe = image("crop(0.2..1), flip(0.5), blur(0.5)");
        for (String change : changes) {
            recipe = recipe.with(change);
        }
        return recipe.text().replace(PAIR, "");
    }

    private static ViewRecipe<Image> image(String view) {
        return ViewRecipe.of(ImageCatalog.INSTANCE, "mine", "a test", view, view);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    flip=off                    | crop(0.2..1), blur(0.5)
                    crop=off                    | flip(0.5), blur(0.5)
                    flip=0.3                    | crop(0.2..1), flip(0.3), blur(0.5)
                    flip.p=0.3                  | crop(0.2..1), flip(0.3), blur(0.5)
                    vertical-flip               | crop(0.2..1), flip(0.5), vertical-flip(0.5), blur(0.5)
                    vertical-flip=on            | crop(0.2..1), flip(0.5), vertical-flip(0.5), blur(0.5)
                    vertical-flip(0.2)          | crop(0.2..1), flip(0.5), vertical-flip(0.2), blur(0.5)
                    solarize=0.1                | crop(0.2..1), flip(0.5), blur(0.5), solarize(0.1)
                    jitter(0.8,0.8,0,0; p=0.7)  | crop(0.2..1), flip(0.5), jitter(0.8, 0.8; p=0.7), blur(0.5)
                    blur=1,sigma=0.1:1.5        | crop(0.2..1), flip(0.5), blur(1, 0.1..1.5)
                    blur.sigma=1                | crop(0.2..1), flip(0.5), blur(0.5, 1..2)
                    crop.scale=0.3              | crop(0.3..1), flip(0.5), blur(0.5)
                    crop.scale=0.3..0.9         | crop(0.3..0.9), flip(0.5), blur(0.5)
                    crop.ratio=1:1              | crop(0.2..1, 1..1), flip(0.5), blur(0.5)
                    pad-crop=2                  | pad-crop(2), flip(0.5), blur(0.5)
                    """)
    void anOperationIsChangedAddedOrRemovedByName(String change, String expected) {
        assertThat(changed(change)).isEqualTo(expected);
    }

    /** One number in place of a range of a single value keeps it a single value, as the crops of EMP-SSL are. */
    @Test
    void oneNumberChangesTheLowerEndOfARangeOrBothIfTheyAreEqual() {
        assertThat(Recipes.EMP_SSL.with("crop.scale=0.5").text()).contains("crop(0.5..0.5)");
        assertThat(changed("crop.scale=0.6..0.6", "crop.scale=0.3")).startsWith("crop(0.3..0.3)");
    }

    @Test
    void fractionsStayFractions() {
        assertThat(ImageCatalog.INSTANCE.operation("crop").signature())
                .isEqualTo("crop(scale=0.08..1, ratio=0.75..4/3)");
        assertThat(changed("crop.ratio=2/3:3/2")).startsWith("crop(0.2..1, 2/3..1.5)");
        ImageInput input = ImageInput.of(8, 8, 3);
        assertThat(image("crop(0.2..1, 2/3..3/2)").views(input).describe()).contains("ratio 0.6667..1.5");
    }

    @Test
    void withoutRemovesAnOperationByName() {
        assertThat(image("crop(0.2..1), flip(0.5)").without("flip").text()).isEqualTo(PAIR + "crop(0.2..1)");
        assertThat(image("flip(0.5)").without("flip").text()).isEqualTo(PAIR + "none");
    }

    @Test
    void aChangeReachesAllViewsUnlessOneIsNamed() {
        assertThat(Recipes.BYOL.with("solarize=0.3").text())
                .contains("view 1: crop(0.08..1), flip(0.5)")
                .contains("blur(1), solarize(0.3)\nview 2")
                .endsWith("blur(0.1), solarize(0.3)");
        assertThat(Recipes.BYOL.with("2: solarize=off").text()).doesNotContain("solarize");
        assertThat(Recipes.BYOL.with("view 1: blur=0.7").text()).contains("blur(0.7)\nview 2", "blur(0.1)");
        assertThat(Recipes.BYOL.with("solarize.p=0.9").text())
                .as("one value changes where the operation is")
                .contains("blur(1)\nview 2")
                .endsWith("solarize(0.9)");
    }

    @Test
    void viewsOfTwoSizesAreNamedAlike() {
        ViewRecipe<Image> recipe = Recipes.DINO_SMALL
                .with("local: flip=off")
                .with("global 2: solarize=off")
                .with("global: crop.scale=0.5")
                .with("local 1: gamma=0.3");
        String jitter = "jitter(0.4, 0.4, 0.2, 0.1; p=0.8), ";
        assertThat(recipe.text())
                .isEqualTo("global 1 to 2: crop(0.5..1), flip(0.5), " + jitter + "gray(0.2)\n"
                        + "local 1 (size 0.5): crop(0.1..0.4), " + jitter + "gamma(0.3), gray(0.2)\n"
                        + "local 2 to 4 (size 0.5): crop(0.1..0.4), " + jitter + "gray(0.2)");
        assertThat(Recipes.DINO_SMALL.with("flip=off").text()).doesNotContain("flip");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.DINO_SMALL.with("crop.scale=0.3"))
                .withMessage("'crop' must be changed for global or local, whose views have different sizes, got"
                        + " 'crop.scale=0.3'; write 'global: crop.scale=0.3'");
    }

    @Test
    void wholeViewsAreGivenAsText() {
        assertThat(Recipes.BYOL.withViews("crop(0.2..1), flip").text()).isEqualTo(PAIR + "crop(0.2..1), flip(0.5)");
        assertThat(Recipes.BYOL.withViews("crop(0.2..1) | pad-crop(2), blur(1)").text())
                .isEqualTo("view 1: crop(0.2..1)\nview 2: pad-crop(2), blur(1)");
        assertThat(Recipes.SWAV_SMALL
                        .withViews("global: crop(0.5..1) | local: crop(0.2..0.4), flip")
                        .text())
                .isEqualTo("global 1 to 2: crop(0.5..1)\nlocal 1 to 4 (size 0.5): crop(0.2..0.4), flip(0.5)");
        assertThat(SeriesRecipes.DEFAULT
                        .withViews("crop(0.5..1), jitter(0.2) | jitter")
                        .text())
                .isEqualTo("view 1: crop(0.5..1), jitter(0.2)\nview 2: jitter(0.1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.SWAV_SMALL.withViews("crop(0.5..1)"))
                .withMessageStartingWith("views of two sizes must be named, as in 'global: crop(0.4..1), flip |");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.BYOL.withViews("flip | flip | flip"))
                .withMessage("there must be at most as many texts as views, 2, got 3 in 'flip | flip | flip'");
    }

    @Test
    void seriesAreChangedByTheSameWords() {
        assertThat(SeriesRecipes.DEFAULT
                        .with("time-flip")
                        .with("jitter.deviation=0.3")
                        .without("time-mask")
                        .text())
                .isEqualTo(PAIR + "crop(0.5..1), scale(0.2; p=0.8), jitter(0.3; p=0.8), time-flip(0.5)");
        assertThat(SeriesRecipes.TS_TCC.with("2: jitter=0.5, of=channel").text())
                .isEqualTo("view 1: scale(1.1, 2)\nview 2: permute(8), jitter(0.5, channel)");
        SeriesInput input = SeriesInput.of(1, 50);
        assertThat(SeriesRecipes.WEAK.with("crop").views(input).describe())
                .startsWith("views copy 0 (50 steps): crop and resize (scale 0.5..1); scaling (mean 1, deviation 0.1)");
    }

    @Test
    void changesShowInTheDescriptionThatAResumedRunIsComparedBy() {
        ImageInput input = ImageInput.of(28, 28, 1);
        ViewGenerator<Image> views =
                Recipes.GRAY_SMALL.without("flip").with("vertical-flip=0.5").views(input);
        assertThat(views.describe())
                .doesNotContain("horizontal flip")
                .contains("vertical flip, p 0.5")
                .isNotEqualTo(Recipes.GRAY_SMALL.views(input).describe());
    }

    @Test
    void aViewWithoutCropShowsTheWholeImage() {
        ImageInput input = ImageInput.of(8, 12, 3);
        assertThat(image("flip(0.5)").views(input).describe())
                .isEqualTo("views copy 0: resize to 8 x 12; horizontal flip, p 0.5\n"
                        + "views copy 1: resize to 8 x 12; horizontal flip, p 0.5\n");
    }

    /** Every operation of both catalogues, with its defaults, gives itself again from its text. */
    @Test
    void theTextOfEveryOperationGivesItAgain() {
        for (ViewCatalog<?> catalog : List.of(ImageCatalog.INSTANCE, SeriesCatalog.INSTANCE)) {
            for (OperationType<?> type : catalog.operations()) {
                List<RecipeStep> steps = catalog.steps(type.name());
                assertThat(catalog.steps(catalog.text(steps))).isEqualTo(steps);
                assertThat(catalog.steps(type.signature())).as(type.signature()).isEqualTo(steps);
                assertThat(type.description()).isNotBlank();
                assertThat(type.parameters()).allSatisfy(parameter -> assertThat(parameter.description())
                        .isNotBlank());
            }
        }
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        refused(() -> Recipes.BYOL.with("filp=off"))
                .withMessageStartingWith("there is no operation 'filp' for images; did you mean 'flip'? The operations"
                        + " are crop, pad-crop, flip, vertical-flip,");
        refused(() -> SeriesRecipes.DEFAULT.with("time_flip"))
                .withMessageStartingWith(
                        "there is no operation 'time_flip' for series; did you mean 'time-flip'? The operations are ");
        refused(() -> Recipes.BYOL.with("blur.sgima=1"))
                .withMessage(
                        "the operation 'blur' has no parameter 'sgima'; did you mean 'sigma'? Its parameters are p,"
                                + " sigma, radius");
        refused(() -> Recipes.BYOL.with("3: flip=off"))
                .withMessage("the recipe 'byol' has no view '3'; its views are view 1, view 2");
        refused(() -> Recipes.BYOL.with("local: flip=off"))
                .withMessage("the recipe 'byol' has no view 'local'; its views are view 1, view 2");
    }

    @Test
    void valuesThatCannotBeAreExplained() {
        refused(() -> Recipes.BYOL.with("flip=often"))
                .withMessage("'p' of 'flip' must be a number such as 0.4, got 'often'");
        refused(() -> Recipes.BYOL.with("flip=1.5")).withMessage("'p' of 'flip' must be in 0..1, got 1.5");
        refused(() -> Recipes.BYOL.with("flip=0.5,0.5"))
                .withMessage("the operation 'flip' takes at most 1 value(s) (p), got 0.5, 0.5");
        refused(() -> Recipes.BYOL.with("crop.scale=0.9..0.3"))
                .withMessage("'scale' of 'crop' must be a range that rises, got 0.9..0.3");
        refused(() -> Recipes.BYOL.with("crop.scale=2"))
                .withMessage("'scale' of 'crop' must be a range that rises, got 2..1");
        refused(() -> Recipes.BYOL.with("crop.scale=0..1"))
                .withMessageStartingWith("the scale of a random resized crop must be a range min <= max within");
        refused(() -> Recipes.BYOL.with("erase.p=0.1"))
                .withMessageStartingWith("no view of the recipe 'byol' has the operation 'erase' to change; add it with"
                        + " 'erase', got 'erase.p=0.1'; the recipe is view 1: crop(");
        refused(() -> Recipes.BYOL.without("erase"))
                .withMessageStartingWith("no view of the recipe 'byol' has the operation 'erase' to remove, got");
        refused(() -> Recipes.BYOL.withViews("crop(0.2..1"))
                .withMessage("parentheses must match, as in 'crop(0.2..1), flip(0.5)', got 'crop(0.2..1'");
        refused(() -> Recipes.BYOL.withViews("flip(0.5) crop"))
                .withMessage(
                        "operations must be joined by commas, as in 'crop(0.2..1), flip(0.5)', got 'flip(0.5) crop'");
        refused(() -> Recipes.BYOL.withViews("flip, crop(0.2..1)"))
                .withMessage("the operation 'crop' takes a part of the sample and must be the first and only one that"
                        + " does, got 'flip, crop(0.2..1)'");
        refused(() -> SeriesRecipes.DEFAULT.with("crop.resize=maybe"))
                .withMessage("'resize' of 'crop' must be one of yes, no, got 'maybe'");
        refused(() -> Recipes.BYOL.with(" "))
                .withMessage("a change of views must name an operation, as in 'flip=off', got ''");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<IllegalArgumentException> refused(
            Supplier<?> change) {
        return assertThatIllegalArgumentException().isThrownBy(change::get);
    }
}
