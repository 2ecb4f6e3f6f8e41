package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statistics of batch norm for data in any order. */
class CalibrationTest {

    private static final int SIZE = 512;

    /** Dark images, then bright ones, as a folder of two classes has them. */
    private static Dataset<Image> sorted() {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            RandomStream random = RandomKey.of(3).child(i).stream();
            float[] samples = new float[8 * 8];
            for (int s = 0; s < samples.length; s++) {
                samples[s] = (i < SIZE / 2 ? 0.1f : 0.7f) + 0.2f * random.nextFloat();
            }
            images.add(Image.ofFloats(8, 8, 1, samples));
        }
        return Dataset.of(images);
    }

    private static float[] statistics(Dataset<Image> data) {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(8, 8, 1), 5);
        encoder.calibrateStatistics(data);
        Parameters parameters = encoder.network().parameters();
        List<Float> values = new ArrayList<>();
        for (Segment segment : parameters.segments()) {
            if (segment.kind() == SegmentKind.STATISTIC) {
                for (float value : Parameters.view(parameters.values(), segment)
                        .dup()
                        .data()
                        .asFloat()) {
                    values.add(value);
                }
            }
        }
        float[] array = new float[values.size()];
        IntStream.range(0, array.length).forEach(i -> array[i] = values.get(i));
        return array;
    }

    /** Batches of 128 in the order of the classes would give variances of one class only, a tenth of these. */
    @Test
    void sortedAndShuffledDataHaveTheSameStatistics() {
        Dataset<Image> sorted = sorted();
        int[] order = IntStream.range(0, SIZE).toArray();
        RandomKey.of(8).stream().shuffle(order);
        float[] ofSorted = statistics(sorted);
        float[] ofShuffled = statistics(sorted.select(order));
        assertThat(ofSorted).hasSameSizeAs(ofShuffled);
        for (int i = 0; i < ofSorted.length; i++) {
            assertThat(Math.abs(ofSorted[i] - ofShuffled[i]))
                    .as("statistic %d: %s and %s", i, ofSorted[i], ofShuffled[i])
                    .isLessThan(0.02f + 0.1f * Math.abs(ofShuffled[i]));
        }
    }

    @Test
    void calibratingTwiceGivesTheSameBits() {
        assertThat(statistics(sorted())).containsExactly(statistics(sorted()));
    }
}
