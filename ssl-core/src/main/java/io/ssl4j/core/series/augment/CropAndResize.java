package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.SeriesInput;

/**
 * Crops a random part of the time, the same for all channels, and resizes it to the length of the row by linear
 * interpolation: the window slicing of Le Guennec et al. 2016 (Iwana and Uchida 2021, arXiv 2007.15951), with the part
 * drawn uniformly in {@code scale}. In masked rows, the crop is resized to the length that the whole series has there,
 * or keeps its own length ({@link #keepingLength}).
 *
 * @param scaleMin the smallest fraction of the time, at least 1e-6
 * @param scaleMax the largest fraction, at most 1
 * @param keepsLength whether the crop keeps its own number of steps, at most that of the whole series in the row
 */
public record CropAndResize(double scaleMin, double scaleMax, boolean keepsLength) implements SeriesOperation {

    public CropAndResize {
        Require.range("the scale of a crop", scaleMin, scaleMax, 1e-6, 1);
    }

    /** Crops a part of the time and resizes it to the length of the row. */
    public static CropAndResize of(double scaleMin, double scaleMax) {
        return new CropAndResize(scaleMin, scaleMax, false);
    }

    /** Crops without resizing, so that time keeps its scale; only for masked rows. */
    public static CropAndResize keepingLength(double scaleMin, double scaleMax) {
        return new CropAndResize(scaleMin, scaleMax, true);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        int steps = series.steps();
        double scale = scaleMin + (scaleMax - scaleMin) * random.nextDouble();
        int crop = Math.min(steps, Math.max(2, (int) Math.rint(scale * steps)));
        if (keepsLength) {
            crop = Math.min(crop, series.rowSteps());
        }
        int start = random.nextInt(steps - crop + 1);
        int target = keepsLength ? crop : series.rowSteps();
        float[] values = series.values();
        float[] result = series.spare(target);
        for (int c = 0; c < series.channels(); c++) {
            if (crop == target) {
                System.arraycopy(values, c * steps + start, result, c * target, target);
            } else {
                Resampling.stretch(values, c * steps + start, crop, result, c * target, target);
            }
        }
        series.replace(target);
    }

    @Override
    public boolean setsLength() {
        return true;
    }

    @Override
    public void requireFits(SeriesInput rows) {
        if (keepsLength && !rows.variable()) {
            throw new IllegalArgumentException("crops that keep their length need rows with a mask, got " + rows
                    + "; build the encoder with input.withVariable(true), or use crops that are resized,"
                    + " CropAndResize.of(" + Require.number(scaleMin) + ", " + Require.number(scaleMax) + ")");
        }
    }

    @Override
    public String describe() {
        return (keepsLength ? "crop of its own length" : "crop and resize") + " (scale " + Require.number(scaleMin)
                + ".." + Require.number(scaleMax) + ")";
    }
}
