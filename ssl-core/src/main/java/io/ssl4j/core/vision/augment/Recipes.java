package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.DidYouMean;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;

/**
 * The views of published methods, with the numbers of the papers or, where a paper leaves a number open, of the lightly
 * library's transforms. The blur's kernel ({@link BlurKernel}) is that of the authors' code: a tenth of the picture in
 * SimCLR and BYOL ("blur"), a full one in the others ("full-blur"). For images that are not RGB see {@link
 * ViewRecipe#adaptedTo}.
 */
public final class Recipes {

    private static final String STRONG = "jitter(0.8, 0.8, 0.8, 0.2; p=0.8)";
    private static final String HALF = "jitter(0.4, 0.4, 0.4, 0.1; p=0.8)";
    private static final String BYOL_JITTER = "jitter(0.4, 0.4, 0.2, 0.1; p=0.8)";

    private static final String SIMCLR_VIEW = full("0.08..1", STRONG) + ", blur(0.5)";
    private static final String SMALL_VIEW = full("0.08..1", HALF);
    private static final String MOCO_V1_VIEW = full("0.2..1", "jitter(0.4, 0.4, 0.4, 0.4; p=0.8)");
    private static final String MOCO_VIEW = full("0.2..1", HALF);
    private static final String MOCO_V2_VIEW = MOCO_VIEW + ", full-blur(0.5)";
    private static final String BYOL_VIEW = full("0.08..1", BYOL_JITTER);
    private static final String VICREG_SMALL_VIEW = full("0.2..1", BYOL_JITTER) + ", solarize(0.1)";
    private static final String W_MSE_VIEW = "crop(0.2..1), flip(0.5), " + HALF + ", gray(0.1)";
    private static final String DINO_VIEW = full("0.4..1", BYOL_JITTER);
    private static final String GRAY_VIEW =
            "crop(0.4..1), flip(0.5), jitter(0.8, 0.8, 0, 0; p=0.8), gamma(0.7), blur(0.5, 0.3..1, 2)";

    private Recipes() {}

    /**
     * SimCLR at ImageNet size (Chen et al. 2020, arXiv 2002.05709, appendix A): crop from 0.08, jitter of strength 1
     * (0.8, 0.8, 0.8, 0.2) with probability 0.8, grayscale 0.2, blur 0.5 with a kernel of a tenth of the picture.
     */
    public static final ViewRecipe<Image> SIMCLR =
            of("simclr", "Chen et al. 2020, arXiv 2002.05709, appendix A", SIMCLR_VIEW, SIMCLR_VIEW);

    /** SimCLR for small images such as CIFAR-10 (the same paper, appendix B.9): jitter of strength 0.5 and no blur. */
    public static final ViewRecipe<Image> SIMCLR_SMALL =
            of("simclr-small", "Chen et al. 2020, arXiv 2002.05709, appendix B.9", SMALL_VIEW, SMALL_VIEW);

    /**
     * MoCo v1 (He et al. 2019, arXiv 1911.05722): crop from 0.2, jitter 0.4 in all four parts, grayscale 0.2. The
     * jitter's probability of 0.8 is lightly's.
     */
    public static final ViewRecipe<Image> MOCO_V1 =
            of("moco-v1", "He et al. 2019, arXiv 1911.05722", MOCO_V1_VIEW, MOCO_V1_VIEW);

    /**
     * MoCo v2 (Chen et al. 2020, arXiv 2003.04297): crop from 0.2, jitter (0.4, 0.4, 0.4, 0.1), grayscale 0.2, blur 0.5
     * with a full kernel.
     */
    public static final ViewRecipe<Image> MOCO_V2 =
            of("moco-v2", "Chen et al. 2020, arXiv 2003.04297", MOCO_V2_VIEW, MOCO_V2_VIEW);

    /** SimSiam (Chen and He 2020, arXiv 2011.10566, section 3): the views of MoCo v2. */
    public static final ViewRecipe<Image> SIMSIAM =
            of("simsiam", "Chen and He 2020, arXiv 2011.10566", MOCO_V2_VIEW, MOCO_V2_VIEW);

    /**
     * MoCo for small images, as in its own CIFAR-10 demo (facebookresearch/moco): crops from 0.08, torchvision's
     * default, jitter (0.4, 0.4, 0.4, 0.1), grayscale 0.2, and no blur.
     */
    public static final ViewRecipe<Image> MOCO_SMALL =
            of("moco-small", "facebookresearch/moco, colab notebook for CIFAR-10", SMALL_VIEW, SMALL_VIEW);

    /** SimSiam for small images such as CIFAR-10 (the same paper, appendix D): without blur. */
    public static final ViewRecipe<Image> SIMSIAM_SMALL =
            of("simsiam-small", "Chen and He 2020, arXiv 2011.10566, appendix D", MOCO_VIEW, MOCO_VIEW);

    /**
     * BYOL (Grill et al. 2020, arXiv 2006.07733, table 6): an asymmetric pair. Crop from 0.08, jitter (0.4, 0.4, 0.2,
     * 0.1), grayscale 0.2; the first view always blurred, the second blurred with probability 0.1 and solarized with
     * 0.2; the kernel is a tenth of the picture.
     */
    public static final ViewRecipe<Image> BYOL = of(
            "byol",
            "Grill et al. 2020, arXiv 2006.07733, table 6",
            BYOL_VIEW + ", blur(1)",
            BYOL_VIEW + ", blur(0.1), solarize(0.2)");

    /**
     * BYOL's pair without blur, for small images, as in solo-learn's CIFAR training with BYOL, Barlow Twins, MoCo v3
     * and DINO.
     */
    public static final ViewRecipe<Image> BYOL_SMALL = of(
            "byol-small",
            "solo-learn, scripts/pretrain/cifar/augmentations/asymmetric.yaml",
            BYOL_VIEW,
            BYOL_VIEW + ", solarize(0.2)");

    /** MoCo v3 (Chen et al. 2021, arXiv 2104.02057, section 4): BYOL's asymmetric pair, with a full kernel. */
    public static final ViewRecipe<Image> MOCO_V3 = of(
            "moco-v3",
            "Chen et al. 2021, arXiv 2104.02057, section 4",
            BYOL_VIEW + ", full-blur(1)",
            BYOL_VIEW + ", full-blur(0.1), solarize(0.2)");

    /** Barlow Twins (Zbontar et al. 2021, arXiv 2103.03230, section 2.2): BYOL's pair, with a full kernel. */
    public static final ViewRecipe<Image> BARLOW_TWINS = of(
            "barlow-twins",
            "Zbontar et al. 2021, arXiv 2103.03230, section 2.2",
            BYOL_VIEW + ", full-blur(1)",
            BYOL_VIEW + ", full-blur(0.1), solarize(0.2)");

    /**
     * VICReg (Bardes et al. 2021, arXiv 2105.04906, appendix C): crop from 0.08, jitter (0.4, 0.4, 0.2, 0.1), grayscale
     * 0.2, blur 0.5 with a full kernel, solarize 0.1; the second view blurs with sigma from 0.2, as in lightly.
     */
    public static final ViewRecipe<Image> VICREG = of(
            "vicreg",
            "Bardes et al. 2021, arXiv 2105.04906, appendix C",
            BYOL_VIEW + ", full-blur(0.5), solarize(0.1)",
            BYOL_VIEW + ", full-blur(0.5, 0.2..2), solarize(0.1)");

    /** VICReg for small images, as in solo-learn's CIFAR training: crops from 0.2, and no blur. */
    public static final ViewRecipe<Image> VICREG_SMALL =
            of("vicreg-small", "solo-learn, scripts/pretrain/cifar/vicreg.yaml", VICREG_SMALL_VIEW, VICREG_SMALL_VIEW);

    /**
     * SwAV (Caron et al. 2020, arXiv 2006.09882, section 4): two full views with crops from 0.14 and six at 96/224 of
     * the size with crops of 0.05..0.14; jitter (0.8, 0.8, 0.8, 0.2), grayscale 0.2, blur 0.5 with a full kernel. (The
     * authors' code has a kernel of 23 pixels at both sizes, which holds the whole Gaussian.)
     */
    public static final ViewRecipe<Image> SWAV = ViewRecipe.multiCrop(
            ImageCatalog.INSTANCE,
            "swav",
            "Caron et al. 2020, arXiv 2006.09882, section 4",
            List.of(full("0.14..1", STRONG) + ", full-blur(0.5)", full("0.14..1", STRONG) + ", full-blur(0.5)"),
            6,
            96 / 224.0,
            full("0.05..0.14", STRONG) + ", full-blur(0.5)");

    /**
     * SwAV for small images, this library's own choice: jitter of strength 0.5 and no blur, as in SimCLR for CIFAR-10;
     * two full views with crops from 0.14, as in lightly's CIFAR-10 training, and four of half the size with crops of
     * 0.1..0.3, since a twentieth of a small image shows nothing.
     */
    public static final ViewRecipe<Image> SWAV_SMALL = ViewRecipe.multiCrop(
            ImageCatalog.INSTANCE,
            "swav-small",
            "ssl4j",
            List.of(full("0.14..1", HALF), full("0.14..1", HALF)),
            4,
            0.5,
            full("0.1..0.3", HALF));

    /**
     * DINO (Caron et al. 2021, arXiv 2104.14294, section 3.2; six small views as in lightly): two full views with crops
     * from 0.4, the first always blurred, the second blurred with probability 0.1 and solarized with 0.2; small ones at
     * 96/224 of the size with crops of 0.05..0.4, blurred with probability 0.5; full kernels; jitter (0.4, 0.4, 0.2,
     * 0.1), grayscale 0.2.
     */
    public static final ViewRecipe<Image> DINO = ViewRecipe.multiCrop(
            ImageCatalog.INSTANCE,
            "dino",
            "Caron et al. 2021, arXiv 2104.14294, section 3.2",
            List.of(DINO_VIEW + ", full-blur(1)", DINO_VIEW + ", full-blur(0.1), solarize(0.2)"),
            6,
            96 / 224.0,
            full("0.05..0.4", BYOL_JITTER) + ", full-blur(0.5)");

    /**
     * DINO for small images, this library's own choice: BYOL's pair without blur, with crops from 0.4 as in the paper,
     * and four of half the size with crops of 0.1..0.4.
     */
    public static final ViewRecipe<Image> DINO_SMALL = ViewRecipe.multiCrop(
            ImageCatalog.INSTANCE,
            "dino-small",
            "ssl4j",
            List.of(DINO_VIEW, DINO_VIEW + ", solarize(0.2)"),
            4,
            0.5,
            full("0.1..0.4", BYOL_JITTER));

    /**
     * W-MSE (Ermolov et al. 2021, arXiv 2007.06346): crop from 0.2, jitter (0.4, 0.4, 0.4, 0.1), grayscale 0.1.
     */
    public static final ViewRecipe<Image> W_MSE =
            of("w-mse", "Ermolov et al. 2021, arXiv 2007.06346", W_MSE_VIEW, W_MSE_VIEW);

    /**
     * EMP-SSL (Tong et al. 2023, arXiv 2304.03977; the numbers are those of its code, tsb0601/EMP-SSL): twenty crops of
     * a quarter of the area, jitter (0.4, 0.4, 0.4, 0.2), grayscale 0.2, blur 0.1 with a full kernel, solarize 0.1,
     * for CIFAR-10 as for ImageNet. The code uses square crops on CIFAR-10; these have the usual aspect ratios.
     */
    public static final ViewRecipe<Image> EMP_SSL = of(
                    "emp-ssl",
                    "Tong et al. 2023, arXiv 2304.03977",
                    full("0.25..0.25", "jitter(0.4, 0.4, 0.4, 0.2; p=0.8)") + ", full-blur(0.1), solarize(0.1)")
            .withCopies(20);

    /**
     * Rotation prediction before the rotation (Gidaris et al. 2018, arXiv 1803.07728, on CIFAR-10): a random crop of
     * the image padded by 4, and a flip; one view.
     */
    public static final ViewRecipe<Image> ROTATION =
            of("rotation", "Gidaris et al. 2018, arXiv 1803.07728", "pad-crop(4), flip(0.5)");

    /**
     * Training with labels at ImageNet size, as in torchvision's references: a crop of 0.08..1 of the area and a flip;
     * one view. For fine-tuning.
     */
    public static final ViewRecipe<Image> SUPERVISED =
            of("supervised", "pytorch/vision, references/classification/presets.py", "crop(0.08..1), flip(0.5)");

    /**
     * Training with labels on small images (He et al. 2015, arXiv 1512.03385, section 4.2): a crop padded by 4, a flip.
     */
    public static final ViewRecipe<Image> SUPERVISED_SMALL =
            of("supervised-small", "He et al. 2015, arXiv 1512.03385, section 4.2", "pad-crop(4), flip(0.5)");

    /**
     * A pair for small gray images such as Fashion-MNIST, this library's own choice: crops from 0.4, since smaller
     * crops leave little of a garment of 28 pixels; brightness and contrast of 0.8 with probability 0.8; gamma jitter
     * of strength 0.7; blur of sigma 0.3..1 with probability 0.5. The stronger jitter, the gamma and the blur each
     * improved accuracy on held-out Fashion-MNIST images in short single-seed runs; small rotations reduced it.
     */
    public static final ViewRecipe<Image> GRAY_SMALL = of("gray-small", "ssl4j", GRAY_VIEW, GRAY_VIEW);

    private static final Map<String, ViewRecipe<Image>> SMALL = Map.ofEntries(
            Map.entry("simclr", SIMCLR_SMALL),
            Map.entry("moco-v1", MOCO_SMALL),
            Map.entry("moco-v2", MOCO_SMALL),
            Map.entry("moco-v3", BYOL_SMALL),
            Map.entry("simsiam", SIMSIAM_SMALL),
            Map.entry("byol", BYOL_SMALL),
            Map.entry("barlow-twins", BYOL_SMALL),
            Map.entry("vicreg", VICREG_SMALL),
            Map.entry("supervised", SUPERVISED_SMALL),
            Map.entry("swav", SWAV_SMALL),
            Map.entry("dino", DINO_SMALL));

    /**
     * Returns the recipe of a method for an input: the one of that name, or its variant for small images up to 64
     * pixels.
     *
     * @param name the name of a recipe at ImageNet size: "simclr", "byol", "swav"
     */
    public static ViewRecipe<Image> forMethod(String name, ImageInput input) {
        ViewRecipe<Image> small = SMALL.get(name);
        return small != null && isSmall(input) ? small : named(name);
    }

    private static boolean isSmall(ImageInput input) {
        return Math.max(input.height(), input.width()) <= 64;
    }

    /** Returns every recipe of this class. */
    public static List<ViewRecipe<Image>> all() {
        return List.of(
                SIMCLR,
                SIMCLR_SMALL,
                MOCO_V1,
                MOCO_V2,
                MOCO_V3,
                MOCO_SMALL,
                SIMSIAM,
                SIMSIAM_SMALL,
                BYOL,
                BYOL_SMALL,
                BARLOW_TWINS,
                VICREG,
                VICREG_SMALL,
                SWAV,
                SWAV_SMALL,
                DINO,
                DINO_SMALL,
                W_MSE,
                EMP_SSL,
                ROTATION,
                SUPERVISED,
                SUPERVISED_SMALL,
                GRAY_SMALL);
    }

    /**
     * Returns the recipe of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static ViewRecipe<Image> named(String name) {
        List<String> names = all().stream().map(ViewRecipe::name).toList();
        return all().stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no recipe '" + name + "'" + DidYouMean.then(name, names, "choose one of " + names)));
    }

    private static ViewRecipe<Image> of(String name, String source, String... views) {
        return ViewRecipe.of(ImageCatalog.INSTANCE, name, source, views);
    }

    private static String full(String scale, String jitter) {
        return "crop(" + scale + "), flip(0.5), " + jitter + ", gray(0.2)";
    }
}
