package io.ssl4j.noncontrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.train.Trainer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every method of the module on series of different lengths, whose rows have masks. */
class SeriesMethodsTest {

    private static final int BATCH = 6;
    private static final SeriesDataset DATA = SeriesDataset.of(
            IntStream.range(0, 2 * BATCH).mapToObj(SeriesMethodsTest::noise).toList());
    private static final SeriesInput INPUT = SeriesInput.of(DATA);

    /** Two channels of 12 to 23 steps. */
    private static Series noise(int index) {
        Random random = new Random(index);
        float[] values = new float[2 * (12 + index)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Series.wrap(values, 2);
    }

    static Stream<String> methods() {
        return SslMethods.all().stream()
                .filter(provider -> provider.family() == MethodFamily.NON_CONTRASTIVE)
                .map(SslMethodProvider::name);
    }

    private static SslMethod<Series> create(String method) {
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(INPUT, 4, 3);
        return SslMethods.create(method, encoder, NonContrastiveMethods.smallOptions(method), 1);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void trainsOnSeriesOfDifferentLengths(String name) {
        SslMethod<Series> method = create(name);
        INDArray parameters =
                method.encoders().get(Encoder.NAME).network().parameters().values();
        INDArray before = parameters.dup();
        Trainer.builder()
                .optimizer(Sgd.of(0.02))
                .batchSize(BATCH)
                .epochs(1)
                .seed(5)
                .build()
                .fit(method, DATA);
        Agreement.assertFinite("parameters", parameters);
        assertThat(parameters).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void morePaddingChangesNothing(String name) {
        double loss = loss(name, 0);
        assertThat(loss(name, 7)).isCloseTo(loss, within(1e-4 * Math.max(1, Math.abs(loss))));
    }

    /** The loss of the first step, with more time steps of padding at the end of every row. */
    private static double loss(String name, int more) {
        SslMethod<Series> method = create(name);
        method.prepare(new RunInfo(DATA.size(), BATCH, 1, 1, new RunLength(2, 2), 5, Optional.empty()));
        try (BatchLoader<Series> loader = BatchLoader.open(DATA, method.views(), BatchConfig.of(BATCH, 1))) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            Map<String, Rows> padded = new HashMap<>();
            batch.views().forEach((view, rows) -> padded.put(view, padded(rows, more)));
            return method.step(new ViewBatch(batch.size(), batch.indices(), padded), MethodGradients.firstStep())
                    .loss();
        }
    }

    /** Rows {@code [n, 1, length + more, channels]}. */
    private static Rows padded(Rows rows, int more) {
        INDArray values = rows.values();
        INDArray mask = rows.mask().orElseThrow();
        assertThat(mask.minNumber().intValue())
                .as("the mask where a row is short")
                .isZero();
        return more == 0
                ? rows
                : Rows.masked(
                        Nd4j.concat(2, values, Nd4j.zeros(values.dataType(), values.size(0), 1, more, values.size(3))),
                        Nd4j.concat(1, mask, Nd4j.zeros(mask.dataType(), mask.size(0), more)));
    }
}
