package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.Preprocessing;

/**
 * Changes brightness, contrast, saturation and hue by random amounts, in random order (Chen et al. 2020, arXiv
 * 2002.05709, appendix A; ranges as in torchvision's {@code ColorJitter}). The factor of the first three is uniform in
 * {@code [max(0, 1 - strength), 1 + strength]}; hue shifts by a uniform part of the colour circle in {@code [-hue,
 * hue]}. A strength of 0 turns a component off.
 *
 * <p>For any channel count: brightness scales all samples; contrast blends with the picture's mean luma (RGB) or the
 * mean of all samples (other channel counts); saturation blends each pixel with its luma (RGB) or with the mean of its
 * channels, and changes nothing with one channel. Hue needs RGB. Results are clamped to 0..1.
 *
 * @param brightness strength, at least 0
 * @param contrast strength, at least 0
 * @param saturation strength, at least 0
 * @param hue largest shift as a part of the colour circle, 0..0.5
 */
public record ColorJitter(float brightness, float contrast, float saturation, float hue) implements ImageOperation {

    private static final int PARTS = 4;

    public ColorJitter {
        Require.amount("the brightness of a colour jitter", brightness, Float.MAX_VALUE);
        Require.amount("the contrast of a colour jitter", contrast, Float.MAX_VALUE);
        Require.amount("the saturation of a colour jitter", saturation, Float.MAX_VALUE);
        Require.amount("the hue of a colour jitter", hue, 0.5);
    }

    /** Returns a jitter of only brightness and contrast, which is what makes sense for one channel. */
    public static ColorJitter gray(double brightness, double contrast) {
        return of(brightness, contrast, 0, 0);
    }

    /** Returns a jitter with all four strengths. */
    public static ColorJitter of(double brightness, double contrast, double saturation, double hue) {
        return new ColorJitter((float) brightness, (float) contrast, (float) saturation, (float) hue);
    }

    /** Returns a jitter with all four strengths times a factor, like SimCLR's "strength". */
    public ColorJitter times(double factor) {
        return of(brightness * factor, contrast * factor, saturation * factor, hue * factor);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        int order = drawOrder(random);
        for (int i = 0; i < PARTS; i++) {
            apply(order >> (2 * i) & 3, picture, random);
        }
    }

    /**
     * Draws a random permutation of the components 0..3, two bits each, the first in the lowest bits; all 24 equally
     * likely.
     */
    static int drawOrder(RandomStream random) {
        int order = 0b11_10_01_00;
        for (int i = PARTS - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int difference = (order >> (2 * i) ^ order >> (2 * j)) & 3;
            order ^= difference << (2 * i) | difference << (2 * j);
        }
        return order;
    }

    private void apply(int part, ImageBuffer picture, RandomStream random) {
        if (part == 0 && brightness > 0) {
            ColorOperations.brightness(picture, factor(brightness, random));
        } else if (part == 1 && contrast > 0) {
            ColorOperations.contrast(picture, factor(contrast, random));
        } else if (part == 2 && saturation > 0) {
            ColorOperations.saturation(picture, factor(saturation, random));
        } else if (part == 3 && hue > 0) {
            ColorOperations.hue(picture, random.uniform(-hue, hue));
        }
    }

    private static float factor(float strength, RandomStream random) {
        return random.uniform(Math.max(0, 1 - strength), 1 + strength);
    }

    @Override
    public void requireChannels(int channels) {
        if (hue > 0 && channels != 3) {
            throw new IllegalArgumentException("hue jitter turns colours and needs RGB pictures of 3 channels, got "
                    + Preprocessing.channels(channels) + "; set its hue to 0 (jitter.hue=0), or use the"
                    + " recipe's adaptedTo(input)");
        }
    }

    @Override
    public String describe() {
        return "colour jitter (brightness " + Require.number(brightness) + ", contrast " + Require.number(contrast)
                + ", saturation " + Require.number(saturation) + ", hue " + Require.number(hue) + ")";
    }
}
