package io.ssl4j.core.vision.augment;

import java.util.Objects;

/**
 * How far the kernel of a Gaussian blur reaches from its centre. At the size of ImageNet all of them hold nearly the
 * whole Gaussian of a sigma of up to 2. At 32 pixels a tenth of the picture is a kernel of 3, which leaves little of
 * the blur.
 *
 * @param rule the rule
 * @param pixels the radius of a kernel of one size, else 0
 */
public record BlurKernel(Rule rule, int pixels) {

    /** What the radius depends on. */
    public enum Rule {
        /** The picture: see {@link BlurKernel#tenth}. */
        TENTH,
        /** The sigma: see {@link BlurKernel#full}. */
        FULL,
        /** Nothing: see {@link BlurKernel#ofRadius}. */
        RADIUS
    }

    /** Sigmas on each side of the centre beyond which a full kernel ends: less than a ten-thousandth lies there. */
    private static final double SIGMAS = 4;

    public BlurKernel {
        Objects.requireNonNull(rule, "rule");
        if (rule == Rule.RADIUS && pixels < 1 || rule != Rule.RADIUS && pixels != 0) {
            throw new IllegalArgumentException(
                    "the radius of a blur's kernel must be at least 1, and is not given with "
                            + "a kernel of a tenth of the picture or a full one, got " + rule + " and " + pixels);
        }
    }

    /**
     * A tenth of the picture: the radius is half of a tenth of its shorter side, rounded down, and at least 1 (SimCLR,
     * arXiv 2002.05709, appendix A; BYOL, arXiv 2006.07733, appendix B).
     */
    public static BlurKernel tenth() {
        return new BlurKernel(Rule.TENTH, 0);
    }

    /**
     * The whole Gaussian, up to 4 sigma, whatever the size of the picture, as in code that blurs with PIL (MoCo,
     * SimSiam, Barlow Twins, VICReg, DINO, EMP-SSL, solo-learn, lightly). PIL approximates the Gaussian by three box
     * blurs.
     */
    public static BlurKernel full() {
        return new BlurKernel(Rule.FULL, 0);
    }

    /** A kernel of {@code 2 * radius + 1} pixels, whatever the size of the picture. */
    public static BlurKernel ofRadius(int radius) {
        return new BlurKernel(Rule.RADIUS, radius);
    }

    /** {@link #ofRadius}, or {@link #tenth} for a radius of 0. */
    static BlurKernel ofRadiusOrTenth(int radius) {
        return radius == 0 ? tenth() : ofRadius(radius);
    }

    /**
     * Returns the radius in pixels, before it is limited by the picture's border.
     *
     * @param shorter the picture's shorter side
     */
    int radius(double sigma, int shorter) {
        return switch (rule) {
            case TENTH -> Math.max(1, shorter / 10 / 2);
            case FULL -> (int) Math.ceil(SIGMAS * sigma);
            case RADIUS -> pixels;
        };
    }

    String describe() {
        return switch (rule) {
            case TENTH -> "kernel a tenth of the picture";
            case FULL -> "full kernel";
            case RADIUS -> "kernel " + (2 * pixels + 1);
        };
    }
}
