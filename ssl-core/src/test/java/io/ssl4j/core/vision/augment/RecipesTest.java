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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {

    /** Every recipe's numbers and its words for their source; the comments say where each was read. */
    @Test
    void everyRecipeHasTheNumbersOfItsSource() {
        Map<String, String> pinned = new HashMap<>();
        // google-research/simclr, data_util.py: strength 1, kernel height // 10
        pinned.put(
                "simclr",
                "Chen et al. 2020, arXiv 2002.05709, appendix A\n"
                        + "view 1 to 2: crop(0.08..1), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; p=0.8), gray(0.2), "
                        + "blur(0.5)");
        // google-research/simclr, README: strength 0.5 and no blur for CIFAR-10
        pinned.put(
                "simclr-small",
                "Chen et al. 2020, arXiv 2002.05709, appendix B.9\n"
                        + "view 1 to 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2)");
        // facebookresearch/moco, main_moco.py; the jitter's probability is lightly's
        pinned.put(
                "moco-v1",
                "He et al. 2019, arXiv 1911.05722\n"
                        + "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.4; p=0.8), gray(0.2)");
        // facebookresearch/moco, main_moco.py --aug-plus, which blurs with PIL
        pinned.put(
                "moco-v2",
                "Chen et al. 2020, arXiv 2003.04297\n"
                        + "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.5)");
        // facebookresearch/moco-v3, main_moco.py, --crop-min 0.08, which blurs with PIL
        pinned.put(
                "moco-v3",
                "Chen et al. 2021, arXiv 2104.02057, section 4\n"
                        + "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(1)\n"
                        + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.1), solarize(0.2)");
        // facebookresearch/moco, colab/moco_cifar10_demo.ipynb: RandomResizedCrop(32), whose default is 0.08..1
        pinned.put(
                "moco-small",
                "facebookresearch/moco, colab notebook for CIFAR-10\n"
                        + "view 1 to 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2)");
        // facebookresearch/simsiam, main_simsiam.py, which blurs with PIL
        pinned.put(
                "simsiam",
                "Chen and He 2020, arXiv 2011.10566\n"
                        + "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.5)");
        // the paper: as for ImageNet, without blur
        pinned.put(
                "simsiam-small",
                "Chen and He 2020, arXiv 2011.10566, appendix D\n"
                        + "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2)");
        // google-deepmind/deepmind-research, byol/utils/augmentations.py: blur_divider 10
        pinned.put(
                "byol",
                "Grill et al. 2020, arXiv 2006.07733, table 6\n"
                        + "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "blur(1)\n"
                        + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "blur(0.1), solarize(0.2)");
        // the file that the recipe names
        pinned.put(
                "byol-small",
                "solo-learn, scripts/pretrain/cifar/augmentations/asymmetric.yaml\n"
                        + "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2)\n"
                        + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "solarize(0.2)");
        // facebookresearch/barlowtwins, main.py, which blurs with PIL
        pinned.put(
                "barlow-twins",
                "Zbontar et al. 2021, arXiv 2103.03230, section 2.2\n"
                        + "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(1)\n"
                        + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.1), solarize(0.2)");
        // the paper; sigma from 0.2 is lightly's; facebookresearch/vicreg blurs with PIL
        pinned.put(
                "vicreg",
                "Bardes et al. 2021, arXiv 2105.04906, appendix C\n"
                        + "view 1: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.5), solarize(0.1)\n"
                        + "view 2: crop(0.08..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.5, 0.2..2), solarize(0.1)");
        // the file that the recipe names
        pinned.put(
                "vicreg-small",
                "solo-learn, scripts/pretrain/cifar/vicreg.yaml\n"
                        + "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "solarize(0.1)");
        // facebookresearch/swav, src/multicropdataset.py: a kernel of 23 pixels for both sizes
        pinned.put(
                "swav",
                "Caron et al. 2020, arXiv 2006.09882, section 4\n"
                        + "global 1 to 2: crop(0.14..1), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; p=0.8), gray(0.2), "
                        + "full-blur(0.5)\n"
                        + "local 1 to 6 (size 0.4286): crop(0.05..0.14), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; "
                        + "p=0.8), gray(0.2), full-blur(0.5)");
        // this library's own
        pinned.put(
                "swav-small",
                "ssl4j\n"
                        + "global 1 to 2: crop(0.14..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.2)\n"
                        + "local 1 to 4 (size 0.5): crop(0.1..0.3), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), "
                        + "gray(0.2)");
        // facebookresearch/dino, main_dino.py, which blurs with PIL
        pinned.put(
                "dino",
                "Caron et al. 2021, arXiv 2104.14294, section 3.2\n"
                        + "global 1: crop(0.4..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(1)\n"
                        + "global 2: crop(0.4..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "full-blur(0.1), solarize(0.2)\n"
                        + "local 1 to 6 (size 0.4286): crop(0.05..0.4), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; "
                        + "p=0.8), gray(0.2), full-blur(0.5)");
        // this library's own
        pinned.put(
                "dino-small",
                "ssl4j\n"
                        + "global 1: crop(0.4..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2)\n"
                        + "global 2: crop(0.4..1), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), gray(0.2), "
                        + "solarize(0.2)\n"
                        + "local 1 to 4 (size 0.5): crop(0.1..0.4), flip(0.5), jitter(0.4, 0.4, 0.2, 0.1; p=0.8), "
                        + "gray(0.2)");
        // htdt/self-supervised, cfg.py
        pinned.put(
                "w-mse",
                "Ermolov et al. 2021, arXiv 2007.06346\n"
                        + "view 1 to 2: crop(0.2..1), flip(0.5), jitter(0.4, 0.4, 0.4, 0.1; p=0.8), gray(0.1)");
        // tsb0601/EMP-SSL, dataset/aug.py, which blurs with PIL
        pinned.put(
                "emp-ssl",
                "Tong et al. 2023, arXiv 2304.03977\n"
                        + "view 1 to 20: crop(0.25..0.25), flip(0.5), jitter(0.4, 0.4, 0.4, 0.2; p=0.8), "
                        + "gray(0.2), full-blur(0.1), solarize(0.1)");
        // gidariss/FeatureLearningRotNet, dataloader.py: RandomCrop(32, padding=4)
        pinned.put("rotation", "Gidaris et al. 2018, arXiv 1803.07728\n" + "view 1: pad-crop(4), flip(0.5)");
        // the file that the recipe names
        pinned.put(
                "supervised",
                "pytorch/vision, references/classification/presets.py\n" + "view 1: crop(0.08..1), flip(0.5)");
        // the paper: 4 pixels on each side of 32
        pinned.put(
                "supervised-small",
                "He et al. 2015, arXiv 1512.03385, section 4.2\n" + "view 1: pad-crop(4), flip(0.5)");
        // this library's own
        pinned.put(
                "gray-small",
                "ssl4j\n"
                        + "view 1 to 2: crop(0.4..1), flip(0.5), jitter(0.8, 0.8; p=0.8), gamma(0.7), blur(0.5, "
                        + "0.3..1, 2)");
        Map<String, String> actual = new HashMap<>();
        Recipes.all().forEach(recipe -> actual.put(recipe.name(), recipe.source() + "\n" + recipe.text()));
        assertThat(actual).isEqualTo(pinned);
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
                .without("full-blur")
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
