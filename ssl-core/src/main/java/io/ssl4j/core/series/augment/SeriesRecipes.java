package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.DidYouMean;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.picture.SeriesPicture;
import java.util.List;

/**
 * Named views of series. Which views help varies more between kinds of series than between kinds of photographs: a time
 * flip is harmless for a machine's hum but makes nonsense of an ECG. Try several on held-out data, and draw them
 * ({@link SeriesPicture}). Deviations are in units of the normalised values.
 */
public final class SeriesRecipes {

    private static final String DEFAULT_VIEW =
            "crop(0.5..1), scale(0.2; p=0.8), jitter(0.1; p=0.8), time-mask(0.2; p=0.5)";
    private static final String WEAK_VIEW = "scale(0.1), jitter(0.03)";
    private static final String WARP_VIEW = "magnitude-warp(0.2, 4), time-warp(0.2, 4)";
    private static final String TS2VEC_VIEW = "crop(0.5..1, no), step-mask(0.5)";
    private static final String LARGE_CROP = "crop(0.4..1), scale(0.2; p=0.8), jitter(0.1; p=0.8)";
    private static final String SMALL_CROP = "crop(0.1..0.4), scale(0.2; p=0.8), jitter(0.1; p=0.8)";

    private SeriesRecipes() {}

    /**
     * A pair for series of any kind, this library's own choice: crops of 0.5..1 of the time, resized; each channel
     * scaled by a factor of deviation 0.2, and noise of deviation 0.1, both with probability 0.8; with probability 0.5
     * a span of up to 0.2 of the time set to the mean.
     */
    public static final ViewRecipe<Series> DEFAULT = of("series-default", "ssl4j", DEFAULT_VIEW, DEFAULT_VIEW);

    /**
     * Jitter and scaling in both views, the family that TS-TCC calls weak, with the numbers of Iwana and Uchida's code:
     * a factor of deviation 0.1 for each channel, noise of deviation 0.03. These certainly preserve the meaning of a
     * series.
     */
    public static final ViewRecipe<Series> WEAK = of(
            "series-weak",
            "Iwana and Uchida 2021, arXiv 2007.15951, uchidalab/time_series_augmentation",
            WEAK_VIEW,
            WEAK_VIEW);

    /**
     * Smooth warps of magnitude and time in both views, deviation 0.2 and 4 knots each, as in Iwana and Uchida's code.
     */
    public static final ViewRecipe<Series> WARP = of(
            "series-warp",
            "Um et al. 2017, arXiv 1706.00527; Iwana and Uchida 2021, arXiv 2007.15951",
            WARP_VIEW,
            WARP_VIEW);

    /**
     * TS-TCC (Eldele et al. 2021, arXiv 2106.14112): a weak view, scaled by N(2, 1.1), and a strong one, up to 8
     * segments permuted and noise of deviation 0.8; with the numbers of its code for HAR. Two errors of the code are
     * fixed: its permutation fills every channel with channel 0, and it draws a factor for each time step, whereas the
     * paper scales the signal. As in the code, at most 7 segments are drawn, and the weak view lacks the paper's
     * jitter.
     */
    public static final ViewRecipe<Series> TS_TCC = of(
            "ts-tcc",
            "Eldele et al. 2021, arXiv 2106.14112, emadeldeen24/TS-TCC, HAR_Configs.py",
            "scale(1.1, 2)",
            "permute(8), jitter(0.8)");

    /**
     * Crops in the style of TS2Vec (Yue et al. 2021, arXiv 2106.10466): time keeps its scale, and half of the steps are
     * masked. TS2Vec draws two crops that overlap and compares the steps that they share; these are drawn
     * independently, each at least half of the time so that they overlap, for methods that compare whole series. Needs
     * masked rows, {@code input.withVariable(true)}.
     */
    public static final ViewRecipe<Series> TS2VEC_CROPS =
            of("ts2vec-crops", "ssl4j, after Yue et al. 2021, arXiv 2106.10466", TS2VEC_VIEW, TS2VEC_VIEW);

    /**
     * Two full views and four of half the length for SwAV and DINO, this library's own choice: crops of 0.4..1 and of
     * 0.1..0.4 of the time, like DINO's fractions of the area (Caron et al. 2021, arXiv 2104.14294) except for the
     * smallest, and the scaling and jitter of {@link #DEFAULT}.
     */
    public static final ViewRecipe<Series> MULTI_CROP = ViewRecipe.multiCrop(
            SeriesCatalog.INSTANCE, "series-multi-crop", "ssl4j", List.of(LARGE_CROP, LARGE_CROP), 4, 0.5, SMALL_CROP);

    private static ViewRecipe<Series> of(String name, String source, String... views) {
        return ViewRecipe.of(SeriesCatalog.INSTANCE, name, source, views);
    }

    /** Returns every recipe of this class. */
    public static List<ViewRecipe<Series>> all() {
        return List.of(DEFAULT, WEAK, WARP, TS_TCC, TS2VEC_CROPS, MULTI_CROP);
    }

    /**
     * Returns the recipe of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static ViewRecipe<Series> named(String name) {
        List<String> names = all().stream().map(ViewRecipe::name).toList();
        return all().stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no series recipe '" + name + "'"
                        + DidYouMean.then(name, names, "choose one of " + names)));
    }
}
