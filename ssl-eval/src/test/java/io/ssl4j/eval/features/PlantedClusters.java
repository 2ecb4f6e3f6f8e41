package io.ssl4j.eval.features;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gaussian clusters around the corners of a simplex: class c has mean {@code separation} in coordinate c, deviation 1.
 */
public final class PlantedClusters {

    private PlantedClusters() {}

    /** Rows of classes 0, 1, ..., classes - 1, 0, 1, ...; at least as many dimensions as classes. */
    public static LabeledFeatures of(int rows, int classes, int dimension, double separation, long seed) {
        RandomStream random = RandomKey.of(seed).child("clusters").stream();
        float[] values = new float[rows * dimension];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
            for (int j = 0; j < dimension; j++) {
                values[i * dimension + j] = (float) (random.nextGaussian() + (j == labels[i] ? separation : 0));
            }
        }
        return new LabeledFeatures(Nd4j.create(values, new long[] {rows, dimension}, 'c'), labels, classes);
    }

    /** The same features under labels that have nothing to do with them. */
    public static LabeledFeatures shuffled(LabeledFeatures data, long seed) {
        RandomStream random = RandomKey.of(seed).child("labels").stream();
        int[] labels = data.labels();
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = labels[i];
            labels[i] = labels[j];
            labels[j] = swapped;
        }
        return data.withLabels(labels);
    }

    /** Images of 1 x d x 1 samples: the rows. */
    public static LabeledImageDataset images(LabeledFeatures rows) {
        List<Image> images = IntStream.range(0, rows.size())
                .mapToObj(i -> Image.ofFloats(
                        1,
                        rows.dimension(),
                        1,
                        rows.features().getRow(i).dup().data().asFloat()))
                .toList();
        List<String> names =
                IntStream.range(0, rows.classes()).mapToObj(c -> "class" + c).toList();
        return LabeledImageDataset.of(images, rows.labels(), names);
    }
}
