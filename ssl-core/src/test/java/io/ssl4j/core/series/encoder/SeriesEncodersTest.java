package io.ssl4j.core.series.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.SeriesNormalization;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SeriesEncodersTest {

    private static final int LENGTH = 40;
    private static final SeriesInput INPUT =
            SeriesInput.of(3, LENGTH).withVariable(true).withNormalization(SeriesNormalization.PER_SERIES);

    private static Series random(int channels, int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[channels * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Series.wrap(values, channels);
    }

    private record Some(List<Series> series) implements Dataset<Series> {

        @Override
        public int size() {
            return series.size();
        }

        @Override
        public Series get(int index) {
            return series.get(index);
        }
    }

    private static Some lengths(int... lengths) {
        return new Some(IntStream.range(0, lengths.length)
                .mapToObj(i -> random(3, lengths[i], i + 1))
                .toList());
    }

    /** The same bits alone and in a batch of others; in rows of its own length the same but for rounding. */
    @Test
    void aPaddedSeriesHasTheRepresentationThatItHasAlone() {
        for (Encoder<Series> encoder :
                List.of(SeriesEncoders.dilatedConv(INPUT, 16, 3), SeriesEncoders.fullyConvolutional(INPUT, 3))) {
            Some mixed = lengths(40, 7, 23, 1, 39, 12);
            encoder.calibrateStatistics(mixed);
            float[][] together = encoder.embed(mixed).toFloatMatrix();
            for (int i = 0; i < mixed.size(); i++) {
                Series series = mixed.get(i);
                float[] alone = encoder.embed(new Some(List.of(series))).toFloatVector();
                assertThat(alone).containsExactly(together[i]);
                SeriesInput exact = SeriesInput.of(3, series.length()).withVariable(true);
                Encoder<Series> unpadded = Encoder.of(encoder.network(), exact);
                assertThat(unpadded.embed(new Some(List.of(series))).toFloatVector())
                        .containsExactly(together[i], org.assertj.core.api.Assertions.within(1e-5f));
            }
        }
    }

    @Test
    void aFrozenEncoderHonoursMasksToo() {
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(INPUT, 8, 3);
        Some mixed = lengths(40, 7, 23);
        encoder.calibrateStatistics(mixed);
        float[][] live = encoder.embed(mixed).toFloatMatrix();
        for (int i = 0; i < mixed.size(); i++) {
            float[] frozen = encoder.freeze().embed(mixed.get(i));
            for (int d = 0; d < frozen.length; d++) {
                assertThat((double) frozen[d]).isCloseTo(live[i][d], org.assertj.core.api.Assertions.within(1e-5));
            }
        }
    }

    /** Values behind the end play no part, in training as in inference. */
    @Test
    void whatLiesBehindTheEndPlaysNoPart() {
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(INPUT, 4, 3, DataType.DOUBLE);
        INDArray mask = Nd4j.create(new float[4][LENGTH]);
        int[] lengths = {40, 9, 22, 31};
        for (int i = 0; i < lengths.length; i++) {
            mask.get(NDArrayIndex.point(i), NDArrayIndex.interval(0, lengths[i]))
                    .assign(1);
        }
        Nd4j.getRandom().setSeed(5);
        INDArray values = Nd4j.randn(DataType.DOUBLE, 4, 1, LENGTH, 3)
                .muli(mask.castTo(DataType.DOUBLE).reshape(4, 1, LENGTH, 1));
        INDArray noisy =
                values.add(mask.castTo(DataType.DOUBLE).rsub(1).muli(1000).reshape(4, 1, LENGTH, 1));
        Step clean = step(encoder, Rows.masked(values, mask));
        Step dirty = step(encoder, Rows.masked(noisy, mask));
        assertThat(dirty.output()).isEqualTo(clean.output());
        assertThat(dirty.gradient()).isEqualTo(clean.gradient());
        assertThat(clean.gradient().amaxNumber().doubleValue()).isPositive();
        assertThat(encoder.network().infer(Rows.masked(noisy, mask)))
                .isEqualTo(encoder.network().infer(Rows.masked(values, mask)));
    }

    private record Step(INDArray output, INDArray gradient) {}

    private static Step step(Encoder<Series> encoder, Rows rows) {
        Parameters parameters = encoder.network().parameters();
        parameters.zeroGradients();
        try (Pass pass = encoder.network().forward(rows, PassMode.JOINT)) {
            INDArray output = pass.output().dup();
            pass.backward(weights(output));
            return new Step(output, parameters.gradients().dup());
        }
    }

    private static INDArray weights(INDArray like) {
        Random random = new Random(11);
        INDArray weights = like.ulike();
        for (long i = 0; i < weights.length(); i++) {
            weights.putScalar(i, random.nextGaussian());
        }
        return weights;
    }

    /**
     * Gradients of masked rows are central differences: through convolutions, batch norm over valid places, the
     * average.
     */
    @Test
    void gradientsOfMaskedRowsAreCentralDifferences() {
        SeriesInput input = SeriesInput.of(2, 12).withVariable(true);
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(input, 3, 3, DataType.DOUBLE);
        INDArray mask = Nd4j.create(new float[3][12]);
        int[] lengths = {12, 5, 8};
        for (int i = 0; i < lengths.length; i++) {
            mask.get(NDArrayIndex.point(i), NDArrayIndex.interval(0, lengths[i]))
                    .assign(1);
        }
        Nd4j.getRandom().setSeed(5);
        INDArray values = Nd4j.randn(DataType.DOUBLE, 3, 1, 12, 2)
                .muli(mask.castTo(DataType.DOUBLE).reshape(3, 1, 12, 1));
        Rows rows = Rows.masked(values, mask);
        INDArray gradient = step(encoder, rows).gradient();
        INDArray parameters = encoder.network().parameters().values();
        double h = 1e-6;
        for (Segment segment : encoder.network().parameters().segments()) {
            if (segment.kind() == SegmentKind.STATISTIC) {
                continue;
            }
            for (long i = segment.offset(); i < segment.offset() + segment.length(); i += 3) {
                double at = parameters.getDouble(i);
                parameters.putScalar(i, at + h);
                double above = loss(encoder, rows);
                parameters.putScalar(i, at - h);
                double below = loss(encoder, rows);
                parameters.putScalar(i, at);
                assertThat(gradient.getDouble(i))
                        .as(segment.name())
                        .isCloseTo((above - below) / (2 * h), org.assertj.core.api.Assertions.within(1e-6));
            }
        }
    }

    private static double loss(Encoder<Series> encoder, Rows rows) {
        try (Pass pass = encoder.network().forward(rows, PassMode.JOINT)) {
            return pass.output().mul(weights(pass.output())).sumNumber().doubleValue();
        }
    }

    /** Batch norm's statistics, in training, are those of the valid places: rows cut to their length give them too. */
    @Test
    void oneLengthWithAndWithoutAMaskIsTheSame() {
        SeriesInput plain = SeriesInput.of(2, 16);
        INDArray values = Nd4j.randn(DataType.DOUBLE, 5, 1, 16, 2);
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(plain, 4, 3, DataType.DOUBLE);
        Step without = step(encoder, Rows.of(values));
        Step with = step(encoder, Rows.masked(values, Nd4j.ones(DataType.FLOAT, 5, 16)));
        assertThat(with.output().distance2(without.output())).isLessThan(1e-12);
        assertThat(with.gradient().distance2(without.gradient())).isLessThan(1e-10);
    }

    @Test
    void anEncoderIsSavedWithItsInput(@TempDir Path folder) throws Exception {
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(INPUT, 8, 3);
        encoder.save(folder.resolve("encoder.zip"));
        Encoder<Series> loaded = Encoder.load(folder.resolve("encoder.zip"), Series.class);
        assertThat(loaded.input()).isEqualTo(INPUT);
        assertThat(loaded.taps()).containsExactlyElementsOf(encoder.taps());
        assertThat(loaded.embed(lengths(5, 9))).isEqualTo(encoder.embed(lengths(5, 9)));
        assertThat(loaded.untrained().network().parameters().values())
                .isEqualTo(encoder.network().parameters().values());
        assertThatThrownBy(() -> Encoder.load(folder.resolve("encoder.zip"), io.ssl4j.core.vision.image.Image.class))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("an encoder of Image was asked for, but encoder 'encoder' takes Series");
    }

    @Test
    void aTapGivesTheActivationsOverTime() {
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(SeriesInput.of(3, LENGTH), 8, 3);
        assertThat(encoder.taps()).startsWith("stem", "block1");
        assertThat(encoder.embed(lengths(40, 40), "block2").shape()).containsExactly(2, 1, LENGTH, 8);
        assertThatThrownBy(() -> encoder.embed(lengths(40), "block9"))
                .hasMessageContaining("has no tap 'block9'; it has [stem, block1");
    }

    @Test
    void layersThatCannotTakeAMaskAreNamed() {
        SeriesInput input = SeriesInput.of(2, 16).withVariable(true);
        var graph = new org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(org.deeplearning4j.nn.conf.inputs.InputType.convolutional(
                        1, 16, 2, org.deeplearning4j.nn.conf.CNN2DFormat.NHWC))
                .addLayer(
                        "flat",
                        new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
                                .nOut(4)
                                .build(),
                        "input")
                .setOutputs("flat")
                .validateOutputLayerConfig(false)
                .build();
        var built = new org.deeplearning4j.nn.graph.ComputationGraph(graph);
        built.init();
        assertThatThrownBy(() -> Encoder.of(built, "flat", input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer 'flat' (DenseLayer) cannot take rows that differ in length");
    }
}
