package io.ssl4j.core.vision.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jImagesTest {

    private static final ImageShape SHAPE = new ImageShape(4, 5, 3);
    private static final List<Image> PICTURES = IntStream.range(0, 6)
            .mapToObj(SyntheticImages.noise(6, 4, 5, 3, 2)::get)
            .toList();

    /** [images, channels, height, width] of samples 0..255, divided. */
    private static INDArray nchw(float divisor) {
        INDArray array = Nd4j.create(PICTURES.size(), 3, 4, 5);
        for (int i = 0; i < PICTURES.size(); i++) {
            for (int s = 0; s < 60; s++) {
                int level = PICTURES.get(i).bytes()[s] & 0xFF;
                array.putScalar(new long[] {i, s % 3, s / 15, s / 3 % 5}, level / divisor);
            }
        }
        return array;
    }

    private static INDArray oneHot() {
        INDArray labels = Nd4j.zeros(PICTURES.size(), 3);
        for (int i = 0; i < PICTURES.size(); i++) {
            labels.putScalar(i, i % 2 * 2, 1);
        }
        return labels;
    }

    private static DataSetIterator batches(INDArray features) {
        return new ListDataSetIterator<>(new DataSet(features, oneHot()).asList(), 4);
    }

    private static void assertPictures(ImageDataset images) {
        assertThat(images.size()).isEqualTo(PICTURES.size());
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(images.get(i).shape()).isEqualTo("4 x 5 x 3");
            for (int s = 0; s < 60; s++) {
                assertThat(images.get(i).sample(s / 15, s / 3 % 5, s % 3))
                        .isEqualTo(PICTURES.get(i).sample(s / 15, s / 3 % 5, s % 3));
            }
        }
    }

    @Test
    void channelsFirstChannelsLastAndFlatGiveTheSameImages() {
        INDArray first = nchw(255);
        INDArray last = first.permute(0, 2, 3, 1);
        assertPictures(DataSetImages.read(batches(first), ArrayFormat.nchw(SHAPE, 1)));
        assertPictures(DataSetImages.read(batches(last), ArrayFormat.nhwc(SHAPE, 1)));
        assertPictures(DataSetImages.read(batches(first.reshape('c', 6, 60)), ArrayFormat.nchw(SHAPE, 1)));
        assertPictures(DataSetImages.read(batches(last.dup('c').reshape('c', 6, 60)), ArrayFormat.nhwc(SHAPE, 1)));
        assertPictures(DataSetImages.read(batches(first.dup('f')), ArrayFormat.nchw(SHAPE, 1)));
    }

    @Test
    void wholeNumbersOf255AreHeldAsBytes() {
        ImageDataset images = DataSetImages.read(batches(nchw(1)), ArrayFormat.nchw(SHAPE, 255));
        assertThat(images.get(5).sampleType()).isEqualTo(Image.SampleType.UINT8);
        assertPictures(images);
        INDArray half = nchw(1).muli(0.5);
        Image image =
                DataSetImages.read(batches(half), ArrayFormat.nchw(SHAPE, 255)).get(0);
        assertThat(image.sampleType()).isEqualTo(Image.SampleType.FLOAT32);
    }

    @Test
    void anIteratorIsReadFromItsStartWithItsLabels() {
        DataSetIterator iterator = batches(nchw(255));
        iterator.next();
        LabeledImageDataset images = DataSetImages.readLabeled(iterator, ArrayFormat.nchw(SHAPE, 1));
        assertPictures(images);
        assertThat(images.labels()).containsExactly(0, 2, 0, 2, 0, 2);
        assertThat(images.classNames()).containsExactly("0", "1", "2");
    }

    private static RecordReader records(boolean arrays) {
        List<List<Writable>> records = new ArrayList<>();
        for (int i = 0; i < PICTURES.size(); i++) {
            List<Writable> record = new ArrayList<>();
            INDArray array = nchw(1).slice(i).dup('c');
            if (arrays) {
                record.add(new NDArrayWritable(i == 0 ? array : array.reshape('c', 1, 3, 4, 5)));
            } else {
                for (float sample : array.data().asFloat()) {
                    record.add(new FloatWritable(sample));
                }
            }
            record.add(new IntWritable(i % 3));
            records.add(record);
        }
        return new CollectionRecordReader(records);
    }

    @Test
    void recordsOfArraysOrNumbersGiveTheSameImages() {
        ArrayFormat format = ArrayFormat.nchw(SHAPE, 255);
        LabeledImageDataset arrays = RecordImages.readLabeled(records(true), format, 1);
        assertPictures(arrays);
        assertThat(arrays.get(0).sampleType()).isEqualTo(Image.SampleType.UINT8);
        assertThat(arrays.labels()).containsExactly(0, 1, 2, 0, 1, 2);
        assertPictures(RecordImages.readLabeled(records(false), format, 60));
    }

    @Test
    void errorsSayWhatIsWrong() {
        ArrayFormat format = ArrayFormat.nchw(SHAPE, 1);
        assertThatThrownBy(() -> DataSetImages.read(batches(nchw(1)), ArrayFormat.nhwc(SHAPE, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the features of batch 0 must have the shape [4, 4, 5, 3] (NHWC) or [4, 60] for images of"
                        + " 4 x 5 x 3, got [4, 3, 4, 5]; give the format that the arrays have");
        DataSet soft = new DataSet(nchw(1), Nd4j.ones(6, 3).divi(3));
        assertThatThrownBy(() -> DataSetImages.readLabeled(new ListDataSetIterator<>(soft.asList(), 6), format))
                .hasMessageStartingWith("a row of labels must be one 1 among zeros, got [0.33");
        DataSet none = new DataSet(nchw(1), null);
        assertThatThrownBy(() -> DataSetImages.readLabeled(new ExistingDataSetIterator(List.of(none)), format))
                .hasMessageContaining("the labels of batch 0 must have the shape [6, classes], got none");
        assertThatThrownBy(() -> DataSetImages.read(new ListDataSetIterator<>(List.of(), 6), format))
                .hasMessageContaining("an iterator must give at least one image, got none");
        assertThatThrownBy(() -> DataSetImages.read(batches(nchw(0)), format))
                .hasMessageContaining("image 0: every sample of an image must be finite, got ");
        assertThatThrownBy(() -> RecordImages.read(records(true), format))
                .hasMessageContaining("record 0 must be one array or numbers alone, got 2 entries with an array at 0");
        assertThatThrownBy(() -> RecordImages.readLabeled(records(false), format, 61))
                .hasMessage("the label's column must lie in 0..60 for record 0, got 61");
        assertThatThrownBy(() -> RecordImages.read(records(false), format))
                .hasMessage("record 0 must have 60 samples for an image of 4 x 5 x 3, got 61");
        assertThatThrownBy(() -> RecordImages.readLabeled(new CollectionRecordReader(List.of()), format, 0))
                .hasMessageContaining("a record reader must give at least one record, got none");
        assertThatThrownBy(() -> ArrayFormat.nchw(SHAPE, 0))
                .hasMessage("the value of full must be above 0, 1 or 255 as a rule, got 0.0");
    }
}
