package io.ssl4j.core.testing;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small image sets in memory with known answers. Everything depends on the arguments alone. */
public final class SyntheticImages {

    private SyntheticImages() {}

    /**
     * Images whose samples encode their index: sample {@code i} is byte {@code i % 4} of the index, the lowest first,
     * so that any four samples in a row from a multiple of four on tell which image this is.
     */
    public static ImageDataset indexed(int size, int height, int width, int channels) {
        List<Image> images = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            byte[] samples = new byte[height * width * channels];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (index >>> 8 * (i % 4));
            }
            images.add(Image.ofBytes(height, width, channels, samples));
        }
        return ImageDataset.of(images);
    }

    /** The index that the first four samples encode; samples in 0..1, as a view without augmentation has them. */
    public static int decodeIndex(float... samples) {
        int index = 0;
        for (int i = 0; i < 4; i++) {
            index |= Math.round(samples[i] * 255) << 8 * i;
        }
        return index;
    }

    /** The index that an image of {@link #indexed} encodes. */
    public static int decodeIndex(Image image) {
        float[] samples = new float[image.height() * image.width() * image.channels()];
        image.copyTo(samples, 0);
        return decodeIndex(samples);
    }

    /** Images of uniform noise without classes. */
    public static ImageDataset noise(int size, int height, int width, int channels, long seed) {
        List<Image> images = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            byte[] samples = new byte[height * width * channels];
            RandomKey.of(seed).child(index).stream().nextBytes(samples);
            images.add(Image.ofBytes(height, width, channels, samples));
        }
        return ImageDataset.of(images);
    }

    /**
     * Square images with something to learn: each shows one of {@link Pattern}'s patterns, the class, in random
     * colours, at a random place and scale, under noise. Colours, places and scales say nothing about the class. Sorted
     * by class, as a folder is.
     *
     * @param perClass images of each class
     * @param classes 2 to the number of patterns
     * @param side rows and columns, at least 8
     * @param channels samples per pixel
     */
    public static LabeledImageDataset patterns(int perClass, int classes, int side, int channels, long seed) {
        if (classes < 2 || classes > Pattern.values().length || side < 8) {
            throw new IllegalArgumentException("patterns need 2 to " + Pattern.values().length
                    + " classes and a side of at least 8, got " + classes + " and " + side);
        }
        List<Image> images = new ArrayList<>();
        int[] labels = new int[perClass * classes];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / perClass;
            RandomStream random = RandomKey.of(seed).child(i).stream();
            images.add(draw(Pattern.values()[labels[i]], side, channels, random));
        }
        List<String> names = IntStream.range(0, classes)
                .mapToObj(c -> Pattern.values()[c].name().toLowerCase(java.util.Locale.ROOT))
                .toList();
        return LabeledImageDataset.of(images, labels, names);
    }

    private static Image draw(Pattern pattern, int side, int channels, RandomStream random) {
        float[] ink = new float[channels];
        float[] paper = new float[channels];
        boolean dark = random.chance(0.5);
        for (int c = 0; c < channels; c++) {
            ink[c] = dark ? random.uniform(0, 0.35f) : random.uniform(0.65f, 1);
            paper[c] = dark ? random.uniform(0.65f, 1) : random.uniform(0, 0.35f);
        }
        float centerY = random.uniform(0.35f, 0.65f) * side;
        float centerX = random.uniform(0.35f, 0.65f) * side;
        float scale = random.uniform(0.2f, 0.35f) * side;
        byte[] samples = new byte[side * side * channels];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / channels;
            float y = (pixel / side + 0.5f - centerY) / scale;
            float x = (pixel % side + 0.5f - centerX) / scale;
            float value = (pattern.covers(y, x) ? ink : paper)[i % channels] + random.uniform(-0.08f, 0.08f);
            samples[i] = (byte) Math.round(Math.max(0, Math.min(1, value)) * 255);
        }
        return Image.ofBytes(side, side, channels, samples);
    }
}
