package io.ssl4j.core.vision.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/**
 * Rotates the picture by right angles, counter-clockwise, without resampling (Gidaris et al. 2018, arXiv 1803.07728). A
 * quarter turn needs a square picture, since a view keeps its shape.
 *
 * @param quarterTurns 0..3, or {@value #RANDOM} to draw one of the four each time
 */
public record RightAngleRotation(int quarterTurns) implements ImageOperation {

    /** Stands for a random choice from 0..3. */
    public static final int RANDOM = -1;

    public RightAngleRotation {
        if (quarterTurns < RANDOM || quarterTurns > 3) {
            throw new IllegalArgumentException(
                    "quarter turns must be 0..3, or -1 for a random one, got " + quarterTurns);
        }
    }

    /** Returns a random one of the four rotations, each with the same probability. */
    public static RightAngleRotation random() {
        return new RightAngleRotation(RANDOM);
    }

    /** Returns a fixed rotation. */
    public static RightAngleRotation of(int quarterTurns) {
        if (quarterTurns == RANDOM) {
            throw new IllegalArgumentException("quarter turns must be 0..3, got -1; use random()");
        }
        return new RightAngleRotation(quarterTurns);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        rotate(picture, quarterTurns == RANDOM ? random.nextInt(4) : quarterTurns);
    }

    /**
     * Rotates a picture.
     *
     * @param turns 0..3 quarter turns, counter-clockwise
     * @throws IllegalArgumentException if turns is odd and the picture is not square
     */
    public static void rotate(ImageBuffer picture, int turns) {
        switch (turns) {
            case 0 -> {}
            case 2 -> {
                Flip.HORIZONTAL.apply(picture, null);
                Flip.VERTICAL.apply(picture, null);
            }
            case 1, 3 -> quarter(picture, turns == 1);
            default -> throw new IllegalArgumentException("quarter turns must be 0..3, got " + turns);
        }
    }

    private static void quarter(ImageBuffer picture, boolean counterClockwise) {
        int n = picture.height();
        if (n != picture.width()) {
            throw new IllegalArgumentException("a quarter turn needs a square picture, got " + picture.shape()
                    + "; crop or resize to a square before it");
        }
        for (int c = 0; c < picture.channels(); c++) {
            quarter(picture.plane(c), picture.spare(), n, counterClockwise);
            picture.swap(c);
        }
    }

    private static void quarter(float[] from, float[] to, int n, boolean counterClockwise) {
        for (int y = 0; y < n; y++) {
            int first = counterClockwise ? n - 1 - y : (n - 1) * n + y;
            int step = counterClockwise ? n : -n;
            for (int x = 0; x < n; x++) {
                to[y * n + x] = from[first + x * step];
            }
        }
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public String describe() {
        return quarterTurns == RANDOM
                ? "random rotation by right angles"
                : "rotation by " + 90 * quarterTurns + " degrees";
    }
}
