package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import java.util.function.Consumer;

/**
 * The numbers of one published view pipeline: crop, flip, colour jitter, gamma, grayscale, blur, solarize, in this
 * order. A probability of 0 turns a step off. The defaults of {@link #crop} are those that nearly all papers share:
 * ratio 3/4..4/3, horizontal flip 0.5, and, once switched on, jitter with probability 0.8, grayscale 0.2 and blur with
 * sigma 0.1..2 (Chen et al. 2020, arXiv 2002.05709, appendix A).
 *
 * @param scaleMin smallest fraction of the area that a crop keeps
 * @param scaleMax largest fraction
 * @param padding if above 0, a random crop of the image padded by this many pixels replaces the resized crop
 * @param flip probability of a horizontal flip
 * @param jitterProbability probability of the colour jitter
 * @param jitter its strengths
 * @param gamma strength of a gamma jitter that is always applied, or 0 for none
 * @param grayscale probability of dropping the colour
 * @param blurProbability probability of the blur
 * @param blur its sigmas and kernel
 * @param solarize probability of solarizing at 0.5
 */
public record ViewConfig(
        double scaleMin,
        double scaleMax,
        int padding,
        double flip,
        double jitterProbability,
        ColorJitter jitter,
        double gamma,
        double grayscale,
        double blurProbability,
        GaussianBlur blur,
        double solarize) {

    public ViewConfig {
        new RandomResizedCrop(1, 1, scaleMin, scaleMax, 1, 1);
        new RandomPaddedCrop(1, 1, padding);
        Require.probability("a horizontal flip", flip);
        Require.probability("a colour jitter", jitterProbability);
        new GammaJitter(gamma);
        Require.probability("grayscale", grayscale);
        Require.probability("a Gaussian blur", blurProbability);
        Require.probability("solarize", solarize);
    }

    /** Only a random resized crop and a flip with probability 0.5. */
    public static ViewConfig crop(double scaleMin, double scaleMax) {
        return new ViewConfig(
                scaleMin, scaleMax, 0, 0.5, 0, ColorJitter.of(0, 0, 0, 0), 0, 0, 0, GaussianBlur.standard(), 0);
    }

    /**
     * Only a random crop of the image padded by this many pixels, without resizing, and a flip with probability 0.5.
     */
    public static ViewConfig paddedCrop(int padding) {
        return crop(1, 1).change(draft -> draft.padding = padding);
    }

    /** With a random resized crop of this scale, which also replaces a padded crop. */
    public ViewConfig withCropScale(double min, double max) {
        return change(draft -> {
            draft.scaleMin = min;
            draft.scaleMax = max;
            draft.padding = 0;
        });
    }

    public ViewConfig withFlip(double probability) {
        return change(draft -> draft.flip = probability);
    }

    public ViewConfig withJitter(double probability, ColorJitter newJitter) {
        return change(draft -> {
            draft.jitterProbability = probability;
            draft.jitter = newJitter;
        });
    }

    /** With a gamma jitter of this strength in every view; 0 for none. */
    public ViewConfig withGamma(double strength) {
        return change(draft -> draft.gamma = strength);
    }

    public ViewConfig withGrayscale(double probability) {
        return change(draft -> draft.grayscale = probability);
    }

    public ViewConfig withBlur(double probability) {
        return withBlur(probability, blur);
    }

    public ViewConfig withBlur(double probability, GaussianBlur newBlur) {
        return change(draft -> {
            draft.blurProbability = probability;
            draft.blur = newBlur;
        });
    }

    public ViewConfig withSolarize(double probability) {
        return change(draft -> draft.solarize = probability);
    }

    private ViewConfig change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.finish();
    }

    /**
     * Adapts the numbers to images of another channel count: with 3 channels nothing changes; otherwise colour
     * operations (hue, saturation, grayscale) are turned off.
     */
    public ViewConfig forChannels(int channels) {
        if (channels == 3) {
            return this;
        }
        return withJitter(jitterProbability, ColorJitter.gray(jitter.brightness(), jitter.contrast()))
                .withGrayscale(0);
    }

    /** Returns the pipeline for a view size. */
    public ImageAugmentation pipeline(int height, int width) {
        ImageAugmentation.Builder pipeline = ImageAugmentation.builder()
                .crop(
                        padding > 0
                                ? new RandomPaddedCrop(height, width, padding)
                                : RandomResizedCrop.of(height, width).withScale(scaleMin, scaleMax));
        add(pipeline, flip, Flip.HORIZONTAL);
        add(pipeline, jitterProbability, jitter);
        add(pipeline, gamma > 0 ? 1 : 0, new GammaJitter(gamma));
        add(pipeline, grayscale, Grayscale.LUMA);
        add(pipeline, blurProbability, blur);
        add(pipeline, solarize, Solarize.half());
        return pipeline.build();
    }

    private static void add(ImageAugmentation.Builder pipeline, double probability, ImageOperation operation) {
        if (probability > 0) {
            pipeline.add(probability, operation);
        }
    }

    /** Mutable components, for changing some of them. */
    private static final class Draft {
        private double scaleMin;
        private double scaleMax;
        private int padding;
        private double flip;
        private double jitterProbability;
        private ColorJitter jitter;
        private double gamma;
        private double grayscale;
        private double blurProbability;
        private GaussianBlur blur;
        private double solarize;

        private Draft(ViewConfig config) {
            scaleMin = config.scaleMin;
            scaleMax = config.scaleMax;
            padding = config.padding;
            flip = config.flip;
            jitterProbability = config.jitterProbability;
            jitter = config.jitter;
            gamma = config.gamma;
            grayscale = config.grayscale;
            blurProbability = config.blurProbability;
            blur = config.blur;
            solarize = config.solarize;
        }

        private ViewConfig finish() {
            return new ViewConfig(
                    scaleMin,
                    scaleMax,
                    padding,
                    flip,
                    jitterProbability,
                    jitter,
                    gamma,
                    grayscale,
                    blurProbability,
                    blur,
                    solarize);
        }
    }
}
