package io.ssl4j.core.vision;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The raw pixels as features, in 0..1, row by row with channels interleaved: the baseline that every learned
 * representation of images has to beat. All images must have the same shape.
 */
public final class RawPixels implements FeatureMap<Image> {

    private static final int BLOCK = 1024;

    private final UnaryOperator<Image> ranged;

    /** For images whose samples' type has a range, or that were given one. */
    public RawPixels() {
        this.ranged = image -> image;
    }

    /** For images whose values are mapped by the range of an encoder's input. */
    public RawPixels(ImageInput input) {
        this.ranged = input::ranged;
    }

    @Override
    public String name() {
        return "raw pixels";
    }

    @Override
    public INDArray features(Dataset<Image> images) {
        int n = images.size();
        if (n == 0) {
            throw new IllegalArgumentException("raw pixels need at least one image, got an empty data set");
        }
        Image first = images.get(0);
        int d = first.height() * first.width() * first.channels();
        INDArray features = Nd4j.createUninitialized(DataType.FLOAT, n, d);
        for (int start = 0; start < n; start += BLOCK) {
            int rows = Math.min(BLOCK, n - start);
            float[] block = new float[rows * d];
            for (int i = 0; i < rows; i++) {
                Image image = images.get(start + i);
                requireShape(image, first, images.name(start + i));
                ranged.apply(image).copyTo(block, i * d);
            }
            features.get(NDArrayIndex.interval(start, start + rows), NDArrayIndex.all())
                    .assign(Nd4j.create(block, new long[] {rows, d}, 'c'));
        }
        return features;
    }

    private static void requireShape(Image image, Image first, String name) {
        if (image.height() != first.height()
                || image.width() != first.width()
                || image.channels() != first.channels()) {
            throw new IllegalArgumentException("raw pixels need images of one shape: the first is " + first.shape()
                    + ", image '" + name + "' is " + image.shape() + "; resize the data set first");
        }
    }
}
