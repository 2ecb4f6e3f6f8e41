package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.recipe.RecipeStep;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {

    @Test
    void publishedNumbersArePinned() {
        assertThat(Recipes.named("simclr").text())
                .isEqualTo(
                        "view 1 to 2: crop(0.08..1), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; p=0.8), gray(0.2), blur(0.5)");
        assertThat(Recipes.named("simclr-small").text())
                .isEqualTo("view 1 to 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2)");
        assertThat(Recipes.named("moco-v1").text())
                .isEqualTo("view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.4; p=0.8), gray(0.2)");
        assertThat(Recipes.named("moco-v2").text())
                .isEqualTo(
                        "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2), blur(0.5)");
        assertThat(Recipes.named("byol").text())
                .isEqualTo(
                        "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(1)\n"
                                + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(0.1), solarize(0.2)");
        assertThat(Recipes.named("byol-small").text())
                .isEqualTo(
                        "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2)\n"
                                + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), solarize(0.2)");
        assertThat(Recipes.named("vicreg").text())
                .isEqualTo(
                        "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(0.5), solarize(0.1)\n"
                                + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(0.5, 0.2..2), solarize(0.1)");
        assertThat(Recipes.named("vicreg-small").text())
                .isEqualTo(
                        "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), solarize(0.1)");
        assertThat(Recipes.named("swav").text())
                .isEqualTo(
                        "global 1 to 2: crop(0.14..1), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; p=0.8), gray(0.2), blur(0.5)\n"
                                + "local 1 to 6 (size 0.4286): crop(0.05..0.14), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; p=0.8), gray(0.2), blur(0.5)");
        assertThat(Recipes.named("dino").text())
                .isEqualTo(
                        "global 1: crop(0.4..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(1)\n"
                                + "global 2: crop(0.4..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(0.1), solarize(0.2)\n"
                                + "local 1 to 6 (size 0.4286): crop(0.05..0.4), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), blur(0.5)");
        assertThat(Recipes.named("w-mse").text())
                .isEqualTo("view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.1)");
        assertThat(Recipes.named("emp-ssl").text())
                .isEqualTo(
                        "view 1 to 20: crop(0.25..0.25), flip(0.5), jitter(0.4, 0.4, 0.4, 0.2; p=0.8), gray(0.2), blur(0.1), solarize(0.1)");
        assertThat(Recipes.named("rotation").text()).isEqualTo("view 1: pad-crop(4), flip(0.5)");
        assertThat(Recipes.named("gray-small").text())
                .isEqualTo(
                        "view 1 to 2: crop(0.4..1), flip(0.5), jitter(0.8, 0.8; p=0.8), gamma(0.7), blur(0.5, 0.3..1, 2)");
        assertThat(Recipes.SIMSIAM.groups()).isEqualTo(Recipes.MOCO_V2.groups());
        assertThat(Recipes.BARLOW_TWINS.groups()).isEqualTo(Recipes.BYOL.groups());
        assertThat(Recipes.SWAV.groups().get(1).size()).isEqualTo(96 / 224.0);
    }

    /** The text of a recipe is the recipe: reading it gives the same operations with the same numbers. */
    @Test
    void theTextOfEveryRecipeGivesItAgain() {
        for (ViewRecipe<Image> recipe : Recipes.all()) {
            for (ViewRecipe.Group group : recipe.groups()) {
                for (List<RecipeStep> steps : group.copies()) {
                    String text = ImageCatalog.INSTANCE.text(steps);
                    assertThat(ImageCatalog.INSTANCE.steps(text)).as(text).isEqualTo(steps);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyRecipeMakesViewsForEveryChannelCount(int channels) {
        Set<String> names = new HashSet<>();
        for (ViewRecipe<Image> recipe : Recipes.all()) {
            ImageInput input = ImageInput.of(28, 28, channels);
            ViewGenerator<Image> views = recipe.adaptedTo(input).views(input);
            MemorySlot slot = new MemorySlot(views.layout());
            views.write(pattern(28, 28, channels), RandomKey.of(5), slot);
            for (float sample : slot.samples(views.layout().get(0).name(), 0)) {
                assertThat(sample).isBetween(-1.00001f, 1.00001f);
            }
            assertThat(names.add(recipe.name())).isTrue();
        }
    }

    @Test
    void recipesForGrayImagesLeaveColourOut() {
        assertThat(Recipes.SIMCLR.adaptedTo(ImageInput.of(28, 28, 3))).isEqualTo(Recipes.SIMCLR);
        assertThat(Recipes.BYOL.adaptedTo(ImageInput.of(28, 28, 1)).text())
                .endsWith("view 2: crop(0.08..1), flip(0.5), jitter(0.4; p=0.8), blur(0.1), solarize(0.2)");
    }

    @ParameterizedTest
    @CsvSource({"224,96", "32,14", "28,12"})
    void smallViewsScaleWithTheInput(int side, int local) {
        assertThat(Recipes.DINO
                        .views(ImageInput.of(side, side, 3))
                        .layout()
                        .get(1)
                        .shape())
                .containsExactly(local, local, 3);
    }

    @Test
    void numbersCanBeAdjusted() {
        ImageInput input = ImageInput.of(20, 30, 1);
        ViewRecipe<Image> recipe = Recipes.SWAV
                .with("global: crop.scale=0.3..0.9")
                .with("jitter=0.2, 0.3, 0, 0, 1")
                .without("flip")
                .without("gray")
                .without("blur")
                .with("gamma=0.5")
                .withLocal(3, 0.5);
        assertThat(recipe.text())
                .isEqualTo("global 1 to 2: crop(0.3..0.9), jitter(0.2, 0.3; p=1), gamma(0.5)\n"
                        + "local 1 to 3 (size 0.5): crop(0.05..0.14), jitter(0.2, 0.3; p=1), gamma(0.5)");
        assertThat(ImageCatalog.pipeline(recipe.groups().get(0).copies().get(1), 8, 8)
                        .describe())
                .isEqualTo(
                        """
                        random resized crop to 8 x 8 (scale 0.3..0.9, ratio 0.75..1.3333)
                        colour jitter (brightness 0.2, contrast 0.3, saturation 0, hue 0)
                        gamma jitter (strength 0.5)""");
        assertThat(recipe.views(input).layout().get(1).shape()).containsExactly(10, 15, 1);
    }

    @Test
    void mistakesAreExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.named("simcrl"))
                .withMessageStartingWith("there is no recipe 'simcrl'; did you mean 'simclr'? Choose one of [simclr,");
        assertThatIllegalStateException()
                .isThrownBy(() -> Recipes.SIMCLR.withLocal(2, 0.5))
                .withMessage(
                        "the recipe 'simclr' has no small views 'local' to change; choose one that has, of crops of"
                                + " two sizes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.SIMCLR.with("blur=2"))
                .withMessage("'p' of 'blur' must be in 0..1, got 2");
    }
}
