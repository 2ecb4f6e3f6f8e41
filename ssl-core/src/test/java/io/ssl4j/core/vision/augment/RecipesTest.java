package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {

    @Test
    void publishedNumbersArePinned() {
        assertThat(text("simclr", 0, 0))
                .isEqualTo("crop 0.08..1 flip 0.5 jitter 0.8 (0.8 0.8 0.8 0.2) gray 0.2 blur 0.5 solarize 0.0");
        assertThat(text("simclr", 0, 1)).isEqualTo(text("simclr", 0, 0));
        assertThat(text("simclr-small", 0, 1))
                .isEqualTo("crop 0.08..1 flip 0.5 jitter 0.8 (0.4 0.4 0.4 0.1) gray 0.2 blur 0.0 solarize 0.0");
        assertThat(text("moco-v1", 0, 0))
                .isEqualTo("crop 0.2..1 flip 0.5 jitter 0.8 (0.4 0.4 0.4 0.4) gray 0.2 blur 0.0 solarize 0.0");
        assertThat(text("moco-v2", 0, 0))
                .isEqualTo("crop 0.2..1 flip 0.5 jitter 0.8 (0.4 0.4 0.4 0.1) gray 0.2 blur 0.5 solarize 0.0");
        assertThat(text("simsiam", 0, 1)).isEqualTo(text("moco-v2", 0, 1));
        assertThat(text("byol", 0, 0))
                .isEqualTo("crop 0.08..1 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 1.0 solarize 0.0");
        assertThat(text("byol", 0, 1))
                .isEqualTo("crop 0.08..1 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 0.1 solarize 0.2");
        assertThat(text("barlow-twins", 0, 1)).isEqualTo(text("byol", 0, 1));
        assertThat(text("byol-small", 0, 1))
                .isEqualTo("crop 0.08..1 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 0.0 solarize 0.2");
        assertThat(text("vicreg", 0, 1))
                .isEqualTo("crop 0.08..1 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 0.5 solarize 0.1");
        assertThat(text("vicreg-small", 0, 0))
                .isEqualTo("crop 0.2..1 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 0.0 solarize 0.1");
        assertThat(text("vicreg-small", 0, 1)).isEqualTo(text("vicreg-small", 0, 0));
        assertThat(text("swav", 0, 0))
                .isEqualTo("crop 0.14..1 flip 0.5 jitter 0.8 (0.8 0.8 0.8 0.2) gray 0.2 blur 0.5 solarize 0.0");
        assertThat(text("swav", 1, 5))
                .isEqualTo("crop 0.05..0.14 flip 0.5 jitter 0.8 (0.8 0.8 0.8 0.2) gray 0.2 blur 0.5 solarize 0.0");
        assertThat(text("dino", 0, 1))
                .isEqualTo("crop 0.4..1 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 0.1 solarize 0.2");
        assertThat(text("dino", 1, 0))
                .isEqualTo("crop 0.05..0.4 flip 0.5 jitter 0.8 (0.4 0.4 0.2 0.1) gray 0.2 blur 0.5 solarize 0.0");
        assertThat(text("w-mse", 0, 1))
                .isEqualTo("crop 0.2..1 flip 0.5 jitter 0.8 (0.4 0.4 0.4 0.1) gray 0.1 blur 0.0 solarize 0.0");
        assertThat(text("emp-ssl", 0, 19))
                .isEqualTo("crop 0.25..0.25 flip 0.5 jitter 0.8 (0.4 0.4 0.4 0.2) gray 0.2 blur 0.1 solarize 0.1");
        assertThat(Recipes.EMP_SSL.groups().get(0).copies()).hasSize(20);
        assertThat(text("gray-small", 0, 1))
                .isEqualTo("crop 0.4..1 flip 0.5 jitter 0.8 (0.8 0.8 0.0 0.0) gray 0.0 blur 0.5 solarize 0.0");
        assertThat(Recipes.GRAY_SMALL.groups().get(0).copies().get(0).gamma()).isEqualTo(0.7);
        assertThat(Recipes.ROTATION.groups().get(0).copies()).containsExactly(ViewConfig.paddedCrop(4));
        assertThat(Recipes.VICREG.groups().get(0).copies().get(1).blur()).isEqualTo(new GaussianBlur(0.2, 2, 0));
        assertThat(Recipes.SWAV.groups().get(1).size()).isEqualTo(96 / 224.0);
    }

    private static String text(String recipe, int group, int copy) {
        ViewConfig c = Recipes.named(recipe).groups().get(group).copies().get(copy);
        ColorJitter j = c.jitter();
        return "crop " + Require.number(c.scaleMin()) + ".." + Require.number(c.scaleMax()) + " flip " + c.flip()
                + " jitter " + c.jitterProbability() + " (" + j.brightness() + " " + j.contrast() + " " + j.saturation()
                + " " + j.hue() + ") gray " + c.grayscale() + " blur " + c.blurProbability() + " solarize "
                + c.solarize();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyRecipeMakesViewsForEveryChannelCount(int channels) {
        Set<String> names = new HashSet<>();
        for (ViewRecipe recipe : Recipes.all()) {
            ImageViews views = recipe.forChannels(channels).views(ImageInput.of(28, 28, channels));
            MemorySlot slot = new MemorySlot(views.layout());
            views.write(pattern(28, 28, channels), RandomKey.of(5), slot);
            for (float sample : slot.samples(views.layout().get(0).name(), 0)) {
                assertThat(sample).isBetween(-1.00001f, 1.00001f);
            }
            assertThat(names.add(recipe.name())).isTrue();
        }
    }

    @Test
    void forChannelsLeavesColourOut() {
        assertThat(Recipes.SIMCLR.forChannels(3)).isEqualTo(Recipes.SIMCLR);
        ViewConfig gray = Recipes.BYOL.forChannels(1).groups().get(0).copies().get(1);
        assertThat(gray.jitter()).isEqualTo(ColorJitter.gray(0.4, 0.4));
        assertThat(gray.grayscale()).isZero();
        assertThat(gray.solarize()).isEqualTo(0.2);
        assertThat(gray.jitterProbability()).isEqualTo(0.8);
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
        ViewRecipe recipe = Recipes.SWAV
                .withCropScale(0.3, 0.9)
                .withJitter(1, ColorJitter.gray(0.2, 0.3))
                .withFlip(0)
                .withGrayscale(0)
                .withBlur(0)
                .withGamma(0.5)
                .withLocal(3, 0.5);
        ViewConfig global = recipe.groups().get(0).copies().get(1);
        assertThat(global)
                .isEqualTo(ViewConfig.crop(0.3, 0.9)
                        .withFlip(0)
                        .withJitter(1, ColorJitter.gray(0.2, 0.3))
                        .withGamma(0.5));
        assertThat(global.pipeline(8, 8).describe())
                .isEqualTo(
                        """
                        random resized crop to 8 x 8 (scale 0.3..0.9, ratio 0.75..1.3333)
                        colour jitter (brightness 0.2, contrast 0.3, saturation 0, hue 0)
                        gamma jitter (strength 0.5)""");
        assertThat(recipe.groups().get(1).copies()).hasSize(3).first().isEqualTo(global.withCropScale(0.05, 0.14));
        assertThat(recipe.views(ImageInput.of(20, 30, 1)).layout().get(1).shape())
                .containsExactly(10, 15, 1);
    }

    @Test
    void mistakesAreExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.named("simcrl"))
                .withMessageStartingWith("there is no recipe 'simcrl'; choose one of [simclr, simclr-small, moco-v1,");
        assertThatIllegalStateException()
                .isThrownBy(() -> Recipes.SIMCLR.withLocal(2, 0.5))
                .withMessage("the recipe 'simclr' has no small views 'local' to change");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewConfig.crop(0.2, 1).withBlur(2))
                .withMessage("a Gaussian blur needs a probability in 0..1, got 2.0");
    }
}
