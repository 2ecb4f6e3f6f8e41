package io.ssl4j.core.vision.dl4j;

import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Reads images from a {@link DataSetIterator}. Such an iterator can only be read in order, while training accesses
 * samples in any order, so all images are held in memory: one byte per sample if samples are whole numbers in 0..255
 * (and the format says so), else 4 bytes. Pack images that do not fit into memory with {@link
 * io.ssl4j.core.vision.dataset.ImagePack}.
 */
public final class DataSetImages {

    private DataSetImages() {}

    /**
     * Reads all images of an iterator, from its start if it can be reset. Labels are ignored.
     *
     * @param iterator gives features of shape [images, channels, height, width], [images, height, width, channels] or
     *     [images, samples]; its preprocessor is applied
     * @param format the layout of the features
     * @throws IllegalArgumentException if features have another shape, or there is no image
     */
    public static ImageDataset read(DataSetIterator iterator, ArrayFormat format) {
        List<Image> images = new ArrayList<>();
        reset(iterator);
        for (int batch = 0; iterator.hasNext(); batch++) {
            add(images, iterator.next(), format, batch);
        }
        requireImages(images);
        return ImageDataset.of(images);
    }

    /**
     * As {@link #read}, with the labels.
     *
     * @param iterator also gives one-hot labels of shape [images, classes]; the classes have the names that it knows,
     *     else numbers
     * @throws IllegalArgumentException also if labels are missing or are not one-hot
     */
    public static LabeledImageDataset readLabeled(DataSetIterator iterator, ArrayFormat format) {
        List<Image> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int classes = 0;
        reset(iterator);
        for (int batch = 0; iterator.hasNext(); batch++) {
            DataSet set = iterator.next();
            add(images, set, format, batch);
            INDArray oneHot = set.getLabels();
            if (oneHot == null
                    || oneHot.rank() != 2
                    || oneHot.size(0) != set.getFeatures().size(0)) {
                throw new IllegalArgumentException("the labels of batch " + batch + " must have the shape ["
                        + set.getFeatures().size(0) + ", classes], got "
                        + (oneHot == null ? "none" : Arrays.toString(oneHot.shape()))
                        + "; without labels use read");
            }
            classes = Math.max(classes, (int) oneHot.size(1));
            for (float[] row : oneHot.toFloatMatrix()) {
                labels.add(label(row, batch));
            }
        }
        requireImages(images);
        List<String> names = iterator.getLabels();
        List<String> classNames = names != null && names.size() >= classes
                ? names
                : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return LabeledImageDataset.of(
                images, labels.stream().mapToInt(Integer::intValue).toArray(), classNames);
    }

    private static void reset(DataSetIterator iterator) {
        if (iterator.resetSupported()) {
            iterator.reset();
        }
    }

    private static void requireImages(List<Image> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("an iterator must give at least one image, got none; if it was read"
                    + " before and cannot be reset, make a new one");
        }
    }

    private static void add(List<Image> images, DataSet set, ArrayFormat format, int batch) {
        for (float[] row : format.rows(set.getFeatures(), "the features of batch " + batch)) {
            images.add(format.image(row, "image " + images.size()));
        }
    }

    private static int label(float[] row, int batch) {
        int label = -1;
        for (int i = 0; i < row.length; i++) {
            if (row[i] != 0 && (row[i] != 1 || label >= 0)) {
                label = -1;
                break;
            }
            label = row[i] == 1 ? i : label;
        }
        if (label < 0) {
            throw new IllegalArgumentException(
                    "a row of labels must be one 1 among zeros, got " + Arrays.toString(row) + " in batch " + batch);
        }
        return label;
    }
}
