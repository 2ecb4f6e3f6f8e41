package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Passes that move running statistics in forward: by what forward, backward and the trainer would have moved them. */
class TrackedStatisticsTest {

    @AfterEach
    void allowOneDnn() {
        System.clearProperty(LayerPaths.PROPERTY);
    }

    private static GraphNetwork images(DataType type) {
        return ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3, type).graphNetwork();
    }

    private static INDArray rows(DataType type) {
        return TestArrays.gaussian(5, 8, 12 * 12).reshape(8, 12, 12, 1).castTo(type);
    }

    /** Two passes and what the trainer does after each, with no gradient from outside. */
    private static INDArray trained(GraphNetwork network, Rows first, Rows second, PassMode mode) {
        for (Rows rows : new Rows[] {first, second}) {
            network.parameters().zeroGradients();
            try (Pass pass = network.forward(rows, mode)) {
                pass.backward(pass.output().like());
            }
            network.parameters().applyStatistics();
        }
        return network.parameters().values();
    }

    private static INDArray tracked(GraphNetwork network, Rows first, Rows second, PassMode mode) {
        network.forward(first, mode.withTrackedStatistics()).close();
        network.forward(second, mode.withTrackedStatistics()).close();
        return network.parameters().values();
    }

    private static void assertSame(GraphNetwork network, Rows first, Rows second, PassMode mode) {
        INDArray start = network.parameters().values().dup();
        GraphNetwork other = network.copy("other");
        INDArray moved = tracked(network, first, second, mode);
        assertThat(network.parameters().passes()).isZero();
        for (Segment segment : network.parameters().segments()) {
            INDArray mine = Parameters.view(moved, segment).dup();
            if (segment.trained()) {
                assertThat(mine).isEqualTo(Parameters.view(start, segment).dup());
            } else {
                assertThat(mine)
                        .as(segment.name())
                        .isNotEqualTo(Parameters.view(start, segment).dup());
            }
        }
        Agreement.assertClose("parameters", moved, trained(other, first, second, mode), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"onednn, FLOAT", "libnd4j, FLOAT", "stock, FLOAT", "onednn, DOUBLE"})
    void aForwardPassMovesThemAsATrainedOneDoes(String path, DataType type) {
        System.setProperty(LayerPaths.PROPERTY, path);
        Rows first = Rows.of(rows(type));
        Rows second = Rows.of(rows(type).mul(3).addi(1));
        assertSame(images(type), first, second, PassMode.JOINT);
        assertSame(images(type), first, second, PassMode.perView(2));
    }

    @Test
    void chunksMoveThemOnceByTheirMean() {
        Rows first = Rows.of(rows(DataType.DOUBLE));
        Rows second = Rows.of(rows(DataType.DOUBLE).mul(3).addi(1));
        assertSame(images(DataType.DOUBLE).inChunks(4), first, second, PassMode.JOINT);
        assertSame(images(DataType.DOUBLE).inChunks(4), first, second, PassMode.perView(2));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT", "DOUBLE"})
    void paddingDoesNotCount(DataType type) {
        GraphNetwork network =
                SeriesEncoders.fullyConvolutional(SeriesInput.of(2, 9), 3, type).graphNetwork();
        INDArray mask = Nd4j.createFromArray(new float[][] {
            {1, 1, 1, 1, 0, 0, 0, 0, 0},
            {1, 1, 1, 1, 1, 1, 1, 1, 1},
            {1, 1, 1, 1, 1, 1, 0, 0, 0},
            {1, 1, 1, 0, 0, 0, 0, 0, 0}
        });
        long[] shape = {4, 1, 9, 2};
        Rows first = Rows.masked(TestArrays.gaussian(1, 4, 18).reshape(shape).castTo(type), mask);
        Rows second = Rows.masked(TestArrays.gaussian(2, 4, 18).reshape(shape).castTo(type), mask);
        assertSame(network, first, second, PassMode.JOINT);
        assertSame(network, first, second, PassMode.perView(2));
    }

    @Test
    void suchAPassIsNotRunBackward() {
        GraphNetwork network = images(DataType.FLOAT);
        try (Pass pass = network.forward(Rows.of(rows(DataType.FLOAT)), PassMode.JOINT.withTrackedStatistics())) {
            assertThatThrownBy(() -> pass.backward(pass.output()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "this pass through network 'encoder' only runs forward, since its mode moves the running"
                                    + " statistics (withTrackedStatistics); run forward in another mode");
        }
    }
}
