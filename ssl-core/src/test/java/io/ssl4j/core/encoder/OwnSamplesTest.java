package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Encoders of samples of a user's own. */
class OwnSamplesTest {

    private record Point(float x, float y) {}

    private static final Dataset<Point> DATA = Dataset.of(List.of(new Point(1, 2), new Point(3, 4), new Point(5, 6)));
    private static final VectorInput<Point> INPUT =
            new VectorInput<>("point", Point.class, 2, point -> new float[] {point.x(), point.y()});

    @Test
    void anyNetworkEmbedsSamplesOfOnesOwn() {
        Encoder<Point> encoder = Encoder.of(MlpHead.of("encoder", 2, 8, 4).build(1, DataType.FLOAT), INPUT);
        INDArray embedded = encoder.embed(DATA);
        assertThat(embedded.shape()).containsExactly(3, 4);
        assertThat(encoder.named("points").name()).isEqualTo("points");
        assertThat(encoder.named("points").embed(DATA)).isEqualTo(embedded);
        assertThat(encoder.network().givesInputGradient()).isTrue();
    }

    @Test
    void viewsAreChangedSamplesInTheRowsOfTheInput() {
        SampleViews<Point> views =
                SampleViews.pair(INPUT, (point, random) -> new Point(point.x(), point.y() + random.nextFloat()));
        try (BatchLoader<Point> loader =
                BatchLoader.open(DATA, views, BatchConfig.of(3, 1).withShuffle(false))) {
            loader.startEpoch(0, 0);
            INDArray rows = loader.next().view("views");
            assertThat(rows.shape()).containsExactly(6, 2);
            for (int row = 0; row < 6; row++) {
                assertThat(rows.getFloat(row, 0)).isEqualTo(1 + 2 * (row % 3));
                assertThat(rows.getFloat(row, 1)).isBetween(2f + 2 * (row % 3), 3f + 2 * (row % 3));
            }
            assertThat(rows.getFloat(0, 1)).isNotEqualTo(rows.getFloat(3, 1));
        }
    }

    /** Masks travel along, too. */
    @Test
    void viewsOfDifferentLengths() {
        SeriesInput input = SeriesInput.of(1, 4).withVariable(true);
        SampleViews<Series> views = SampleViews.copies(input, (series, random) -> series, 3);
        try (BatchLoader<Series> loader =
                BatchLoader.open(Dataset.of(List.of(Series.of(new float[] {1, 2}))), views, BatchConfig.of(1, 1))) {
            loader.startEpoch(0, 0);
            assertThat(loader.next().rows("views").mask().orElseThrow().toFloatMatrix())
                    .isDeepEqualTo(new float[][] {{1, 1, 0, 0}, {1, 1, 0, 0}, {1, 1, 0, 0}});
        }
    }

    @Test
    void aVectorOfAnotherLengthIsRejectedWithTheSample() {
        VectorInput<Point> wrong = new VectorInput<>("point", Point.class, 3, point -> new float[] {1, 2});
        Encoder<Point> encoder = Encoder.of(MlpHead.of("encoder", 3, 8, 4).build(1, DataType.FLOAT), wrong);
        assertThatThrownBy(() -> encoder.embed(DATA))
                .hasMessage("sample 0 ('0') cannot be embedded: the features of a point must be 3 numbers, got 2");
    }

    @Test
    void anEncoderWithoutAFormatIsNotSaved(@TempDir Path folder) {
        Encoder<Point> encoder = Encoder.of(MlpHead.of("encoder", 2, 8, 4).build(1, DataType.FLOAT), INPUT);
        assertThatThrownBy(() -> encoder.save(folder.resolve("encoder.zip")))
                .hasMessageContaining(
                        "an encoder file needs a format for the input of its kind, \"point\", but the class"
                                + " path has only [image, series]; add an InputFormat");
        assertThat(folder).isEmptyDirectory();
    }
}
