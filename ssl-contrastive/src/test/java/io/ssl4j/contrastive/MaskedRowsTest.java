package io.ssl4j.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.ssl4j.contrastive.moco.MoCo;
import io.ssl4j.contrastive.moco.MoCoConfig;
import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.MethodGradients;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every method of the module on series of different lengths. */
class MaskedRowsTest {

    private static final VariableSeries DATA = new VariableSeries();
    private static final int BATCH = 6;

    static Stream<SslMethodProvider> providers() {
        return SslMethods.all().stream()
                .filter(provider -> provider.getClass().getName().startsWith("io.ssl4j.contrastive."));
    }

    private static SslMethod<Series> method(SslMethodProvider provider, int length) {
        SslMethod<Series> method = SslMethods.create(
                provider.name(),
                VariableSeries.encoder(VariableSeries.input(length), true),
                ContrastiveMethods.smallOptions(provider.name()),
                1);
        Optional<int[]> labels =
                Optional.of(IntStream.range(0, DATA.size()).map(i -> i % 3).toArray());
        method.prepare(new RunInfo(DATA.size(), BATCH, 1, 1, new RunLength(2, 2), 1, labels));
        return method;
    }

    private static double step(SslMethod<Series> method) {
        try (BatchLoader<Series> loader = BatchLoader.open(DATA, method.views(), BatchConfig.of(BATCH, 1))) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            assertThat(batch.rows("views").mask()).isPresent();
            return method.step(batch, MethodGradients.firstStep()).loss();
        }
    }

    /** One step leaves a finite gradient in every network, and more padding changes nothing. */
    @ParameterizedTest
    @MethodSource("providers")
    void aStepDoesNotSeeThePadding(SslMethodProvider provider) {
        SslMethod<Series> method = method(provider, VariableSeries.LONGEST);
        SslMethod<Series> padded = method(provider, VariableSeries.LONGEST + 7);
        double loss = step(method);
        assertThat(loss).isFinite().isCloseTo(step(padded), within(1e-4));
        for (int i = 0; i < method.parameterGroups().size(); i++) {
            INDArray gradients = gradients(method.parameterGroups().get(i));
            double largest = gradients.amaxNumber().doubleValue();
            assertThat(largest).isFinite().isPositive();
            INDArray others = gradients(padded.parameterGroups().get(i));
            assertThat(others.sub(gradients).amaxNumber().doubleValue()).isLessThan(1e-3 * largest);
        }
    }

    private static INDArray gradients(ParameterGroup group) {
        Agreement.assertFinite(
                group.network().name(), group.network().parameters().gradients());
        return group.network().parameters().gradients();
    }

    /**
     * Without batch norm a batch is its samples one by one, each without padding: rows keep their masks when shuffled.
     */
    @ParameterizedTest
    @CsvSource({"false,1", "true,1", "false,2", "true,2", "false,3"})
    void aBatchOfMoCoIsItsSamples(boolean symmetric, int splits) {
        SeriesInput input = VariableSeries.input(VariableSeries.LONGEST);
        try (BatchLoader<Series> loader =
                BatchLoader.open(DATA, VariableSeries.pair(input), BatchConfig.of(BATCH, 1))) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            StepResult whole = moCo(input, symmetric, splits).step(batch, MethodGradients.firstStep());
            double sum = 0;
            for (int i = 0; i < BATCH; i++) {
                sum += moCo(input, symmetric, 1)
                        .step(sample(batch, i), MethodGradients.firstStep())
                        .loss();
            }
            assertThat(whole.loss()).isCloseTo(sum / BATCH, within(1e-5));
        }
    }

    private static MoCo<Series> moCo(SeriesInput input, boolean symmetric, int splits) {
        MoCoConfig config = MoCoConfig.v1()
                .withQueueSize(9)
                .withProjector(HeadShape.withoutNorm(4))
                .withSymmetric(symmetric)
                .withBatchNormSplits(splits);
        return MoCo.of(VariableSeries.encoder(input, false), VariableSeries.pair(input), config);
    }

    /** Both views of one sample as far as they are valid, without a mask, and twice, as one row is no batch. */
    private static ViewBatch sample(ViewBatch batch, int i) {
        Rows rows = batch.rows("views");
        int steps = rows.mask().orElseThrow().getRow(i).sumNumber().intValue();
        INDArray first = valid(rows, i, steps);
        INDArray second = valid(rows, BATCH + i, steps);
        int index = batch.indices()[i];
        INDArray twice = Nd4j.concat(0, first, first, second, second);
        return new ViewBatch(2, new int[] {index, index}, Map.of("views", Rows.of(twice)));
    }

    private static INDArray valid(Rows rows, int row, int steps) {
        return rows.values()
                .get(interval(row, row + 1), all(), interval(0, steps), all())
                .dup('c');
    }
}
