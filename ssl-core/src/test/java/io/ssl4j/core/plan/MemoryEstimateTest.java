package io.ssl4j.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesWindows;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {

    private static final long GIB = 1L << 30;

    private final MemoryEstimate training = new MemoryEstimate(GIB / 2, 0, GIB, 6 * GIB, GIB / 2, GIB);

    @Test
    void aRunThatFitsIsNotRejected() {
        assertThat(training.obstacle(new MemoryLimits(GIB, GIB, 10 * GIB, OptionalLong.empty(), 16 * GIB), 256))
                .isEmpty();
    }

    @Test
    void aRunThatDoesNotFitIsRejectedWithOptionsAndSettersToChange() {
        MemoryLimits process = new MemoryLimits(GIB, GIB, 4 * GIB, OptionalLong.empty(), 16 * GIB);
        assertThatThrownBy(() -> training.requireFits(process, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "this run needs about 9.0 GB of memory (activations 6.0 GB, networks 1.0 GB, samples 0.5 GB,"
                                + " evaluation 1.0 GB, program 0.5 GB), and this process may have 4.0 GB; take a batch"
                                + " below 256 (--batch-size or batchSize), let the encoder take it in chunks"
                                + " (--chunk-size or Encoder.inChunks), take smaller samples (images: --size or"
                                + " withResize) or a smaller encoder (--encoder or another of ImageEncoders), or raise"
                                + " -Xmx, four times of which the process may have, or"
                                + " -Dorg.bytedeco.javacpp.maxphysicalbytes (SSL4J_JAVA_OPTS of the command line);"
                                + " --ignore-memory or ignoreMemory(true) begins all the same");
    }

    @Test
    void theLimitThatIsReachedIsNamed() {
        assertThat(training.obstacle(new MemoryLimits(GIB, GIB, 0, OptionalLong.of(4 * GIB), 16 * GIB), 256)
                        .orElseThrow())
                .contains("this process may have 4.0 GB")
                .contains(", or give the container more memory; ");
        assertThat(training.obstacle(new MemoryLimits(GIB, GIB, 0, OptionalLong.empty(), 8 * GIB), 256)
                        .orElseThrow())
                .contains(", or take a machine with more memory; ");
    }

    @Test
    void anEvaluationThatDoesNotFitNamesTheLabelledSamples() {
        MemoryLimits almost = new MemoryLimits(GIB, GIB, 17 * GIB / 2, OptionalLong.empty(), 16 * GIB);
        assertThat(training.obstacle(almost, 256).orElseThrow())
                .contains("; measure on fewer labelled samples (--limit) or smaller ones (images: --size), or raise");
        assertThat(training.withEvaluation(0).obstacle(almost, 256)).isEmpty();
    }

    @Test
    void samplesThatFillTheHeapNameIt() {
        MemoryEstimate samples = new MemoryEstimate(GIB / 2, 3 * GIB, 0, 0, 0, 0);
        assertThat(samples.obstacle(new MemoryLimits(2 * GIB, GIB, 8 * GIB, OptionalLong.empty(), 16 * GIB), 256)
                        .orElseThrow())
                .isEqualTo("this run needs about 3.1 GB of Java's heap (samples 3.0 GB), and it may have 2.0 GB;"
                        + " raise -Xmx (SSL4J_JAVA_OPTS of the command line), or take fewer or smaller samples;"
                        + " --ignore-memory or ignoreMemory(true) begins all the same");
    }

    @Test
    void memoryThatRanOutIsAnsweredInTheSameWords() {
        assertThat(MemoryAdvice.of(new OutOfMemoryError("Java heap space")))
                .isEqualTo("out of memory (Java heap space); " + MemoryAdvice.smaller()
                        + ", or raise -Xmx (SSL4J_JAVA_OPTS of the command line)");
        assertThat(MemoryAdvice.of(new OutOfMemoryError("Physical memory usage is too high")))
                .startsWith("out of memory (Physical memory usage is too high); take a smaller batch (--batch-size or"
                        + " batchSize), let the encoder take it in chunks (--chunk-size or Encoder.inChunks), ");
    }

    @Test
    void outputsOfAnEncoderAreCountedInBothChannelOrders() {
        // Convolution, batch norm and ReLU give one array each: 16 x 6 x 6, 32 x 3 x 3, 64 x 3 x 3; then the average.
        ImageInput last = ImageInput.of(12, 12, 1);
        long floats = GraphActivations.perRow(ImageEncoders.tiny(last, 1).network(), new long[] {12, 12, 1});
        assertThat(floats).isBetween(2 * (576L + 288 + 576), 3 * (576L + 288 + 576) + 64 + 144);
        ImageInput first = last.withOrder(ChannelOrder.NCHW);
        assertThat(GraphActivations.perRow(ImageEncoders.tiny(first, 1).network(), new long[] {1, 12, 12}))
                .isEqualTo(floats);
        GraphNetwork small = (GraphNetwork) ImageEncoders.tiny(last, 1).network();
        assertThat(GraphActivations.perRow(small, new long[] {24, 24, 1})).isGreaterThan(3 * floats);
    }

    @Test
    void dataSetsSayWhatTheyHoldInMemory() {
        LabeledImageDataset images = SyntheticImages.patterns(3, 2, 12, 3, 7);
        long whole = images.size() * 12L * 12 * 3;
        assertThat(images.bytesInMemory()).isEqualTo(whole);
        assertThat(images.select(0).bytesInMemory())
                .as("the whole stays in memory")
                .isEqualTo(whole);
        SeriesDataset series = SeriesDataset.of(List.of(Series.of(new float[][] {{1, 2, 3}, {4, 5, 6}})));
        assertThat(series.bytesInMemory()).isEqualTo(24);
        assertThat(SeriesWindows.of(series, 2, 1).bytesInMemory()).isEqualTo(24);
    }
}
