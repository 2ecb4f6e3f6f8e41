package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssl4j.core.batch.MemoryRows;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import org.junit.jupiter.api.Test;

class SeriesRecipesTest {

    private static final SeriesInput INPUT = SeriesInput.of(1, 50);

    private static String words(ViewRecipe<Series> recipe) {
        return recipe.views(INPUT).describe();
    }

    @Test
    void everyRecipeWorksFromOneStepOn() {
        for (ViewRecipe<Series> recipe : SeriesRecipes.all()) {
            for (int channels : new int[] {1, 3}) {
                for (int length : new int[] {1, 2, 50}) {
                    ViewGenerator<Series> views =
                            recipe.views(SeriesInput.of(channels, length).withVariable(true));
                    for (int steps = 1; steps <= length; steps += 7) {
                        MemoryRows rows = new MemoryRows(views.layout());
                        views.write(noise(channels, steps, steps), RandomKey.of(steps), rows);
                        String first = views.layout().get(0).name();
                        for (float value : rows.values(first, 1)) {
                            assertThat(value).as(recipe.name()).isFinite();
                        }
                    }
                }
            }
        }
    }

    @Test
    void theNumbersOfTheRecipes() {
        String view = "crop and resize (scale 0.5..1); scaling (mean 1, deviation 0.2), p 0.8; jitter (deviation 0.1),"
                + " p 0.8; time mask (1 span of 0..0.2), p 0.5\n";
        assertThat(words(SeriesRecipes.DEFAULT))
                .isEqualTo("views copy 0 (50 steps): " + view + "views copy 1 (50 steps): " + view);
        assertThat(words(SeriesRecipes.WEAK))
                .contains("views copy 1 (50 steps): scaling (mean 1, deviation 0.1); jitter (deviation 0.03)\n");
        assertThat(words(SeriesRecipes.TS_TCC))
                .isEqualTo("views copy 0 (50 steps): scaling (mean 2, deviation 1.1)\n"
                        + "views copy 1 (50 steps): permutation of up to 8 segments; jitter (deviation 0.8)\n");
        assertThat(SeriesRecipes.TS2VEC_CROPS.views(INPUT.withVariable(true)).describe())
                .contains("copy 1 (50 steps): crop of its own length (scale 0.5..1); step mask (share 0.5)\n");
        assertThat(words(SeriesRecipes.MULTI_CROP))
                .contains("global copy 1 (50 steps): crop and resize (scale 0.4..1); scaling")
                .contains("local copy 3 (25 steps): crop and resize (scale 0.1..0.4); scaling")
                .doesNotContain("local copy 4");
    }

    @Test
    void recipesCanBeAdjusted() {
        assertThat(words(SeriesRecipes.DEFAULT.with("crop.scale=0.2..0.9")))
                .contains("views copy 1 (50 steps): crop and" + " resize (scale 0.2..0.9); scaling");
        assertThat(words(SeriesRecipes.TS_TCC.with("crop=0.2..0.9")))
                .as("a copy without a crop begins with one")
                .contains("copy 1 (50 steps): crop and resize (scale 0.2..0.9); permutation");
        assertThat(words(SeriesRecipes.MULTI_CROP.with("global: crop.scale=0.7")))
                .contains("global copy 0 (50 steps): crop and resize (scale 0.7..1)")
                .contains("local copy 0 (25 steps): crop and resize (scale 0.1..0.4)");
        assertThat(words(SeriesRecipes.TS_TCC.withCopies(3)))
                .contains("views copy 1 (50 steps): permutation")
                .contains("views copy 2 (50 steps): scaling");
        assertThat(words(SeriesRecipes.MULTI_CROP.withCopies(1).withLocal(2, 0.2)))
                .contains("local copy 1 (10 steps)")
                .doesNotContain("global copy 1")
                .doesNotContain("local copy 2");
        assertThat(words(SeriesRecipes.MULTI_CROP.withLocal(0, 0.2))).doesNotContain("local");
        assertThat(words(SeriesRecipes.WEAK.with("time-flip=1"))).contains("jitter (deviation 0.03); time flip");
    }

    @Test
    void wrongAdjustmentsAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SeriesRecipes.DEFAULT.withLocal(2, 0.5))
                .withMessage("the recipe 'series-default' has no small views 'local' to change; choose one that has,"
                        + " of crops of two sizes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesRecipes.DEFAULT.withCopies(0))
                .withMessage("the copies of a view must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesRecipes.TS2VEC_CROPS.views(INPUT))
                .withMessageContaining("input.withVariable(true)");
    }

    @Test
    void recipesAreFoundByName() {
        for (ViewRecipe<Series> recipe : SeriesRecipes.all()) {
            assertThat(SeriesRecipes.named(recipe.name())).isSameAs(recipe);
            assertThat(recipe.source()).isNotBlank();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesRecipes.named("simclr"))
                .withMessage("there is no series recipe 'simclr'; choose one of [series-default, series-weak,"
                        + " series-warp, ts-tcc, ts2vec-crops, series-multi-crop]");
    }
}
