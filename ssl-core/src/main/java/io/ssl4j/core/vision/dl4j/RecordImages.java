package io.ssl4j.core.vision.dl4j;

import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads images from a DataVec {@link RecordReader}: records of one array, as DataVec's {@code ImageRecordReader} makes
 * them (channels first, samples in 0..255), or of one number per sample, as its {@code CSVRecordReader} does. All
 * images are held in memory, as in {@link DataSetImages}. Needs {@code org.datavec:datavec-api}, which is not a
 * dependency of ssl4j.
 */
public final class RecordImages {

    private RecordImages() {}

    /**
     * Reads all images of an initialised reader, from its start if it can be reset.
     *
     * @param reader gives records that hold only an image: an array of shape [channels, height, width] or [height,
     *     width, channels], optionally with a leading 1, or as many numbers
     * @param format the layout of the records
     * @throws IllegalArgumentException if a record holds anything else, or there is none
     */
    public static ImageDataset read(RecordReader reader, ArrayFormat format) {
        return ImageDataset.of(images(reader, format, -1, null));
    }

    /**
     * As {@link #read}, with a label in each record.
     *
     * @param labelColumn the position of the label in a record, a class number; 1 for {@code ImageRecordReader} with a
     *     label generator. The classes have the names that the reader knows, else numbers
     * @throws IllegalArgumentException also if a label is not a whole number of at least 0
     */
    public static LabeledImageDataset readLabeled(RecordReader reader, ArrayFormat format, int labelColumn) {
        List<Integer> labels = new ArrayList<>();
        List<Image> images = images(reader, format, labelColumn, labels);
        int classes = labels.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        List<String> names = reader.getLabels();
        List<String> classNames = names != null && names.size() >= classes
                ? names
                : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return LabeledImageDataset.of(
                images, labels.stream().mapToInt(Integer::intValue).toArray(), classNames);
    }

    private static List<Image> images(RecordReader reader, ArrayFormat format, int labelColumn, List<Integer> labels) {
        if (reader.resetSupported()) {
            reader.reset();
        }
        List<Image> images = new ArrayList<>();
        while (reader.hasNext()) {
            List<Writable> record = new ArrayList<>(reader.next());
            String what = "record " + images.size();
            if (labels != null) {
                labels.add(label(record, labelColumn, what));
                record.remove(labelColumn);
            }
            images.add(format.image(samples(record, format, what), what));
        }
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a record reader must give at least one record, got none; initialise it"
                    + " with its files before");
        }
        return images;
    }

    private static int label(List<Writable> record, int column, String what) {
        if (column < 0 || column >= record.size()) {
            throw new IllegalArgumentException(
                    "the label's column must lie in 0.." + (record.size() - 1) + " for " + what + ", got " + column);
        }
        double label = record.get(column).toDouble();
        if (label < 0 || label != (int) label) {
            throw new IllegalArgumentException(
                    "a label must be a whole number from 0 on, got " + record.get(column) + " in " + what);
        }
        return (int) label;
    }

    private static float[] samples(List<Writable> record, ArrayFormat format, String what) {
        if (record.size() == 1 && record.get(0) instanceof NDArrayWritable writable) {
            INDArray array = writable.get().castTo(DataType.FLOAT);
            INDArray one = array.rank() == 3 || array.rank() == 1 ? array.reshape(withOneBefore(array.shape())) : array;
            float[][] rows = format.rows(one, what);
            if (rows.length != 1) {
                throw new IllegalArgumentException(what + " must hold one image, got " + rows.length);
            }
            return rows[0];
        }
        float[] samples = new float[record.size()];
        for (int i = 0; i < samples.length; i++) {
            if (record.get(i) instanceof NDArrayWritable) {
                throw new IllegalArgumentException(what + " must be one array or numbers alone, got " + record.size()
                        + " entries with an array at " + i + "; with a label use readLabeled");
            }
            samples[i] = record.get(i).toFloat();
        }
        return samples;
    }

    private static long[] withOneBefore(long[] shape) {
        long[] longer = new long[shape.length + 1];
        longer[0] = 1;
        System.arraycopy(shape, 0, longer, 1, shape.length);
        return longer;
    }
}
