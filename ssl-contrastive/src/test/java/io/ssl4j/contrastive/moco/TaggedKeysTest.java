package io.ssl4j.contrastive.moco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.FeatureQueue;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.StateSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every sample is a unit vector of its own, so that a key is its sample's tag: with a query's own key among the
 * negatives the loss would be at least ln 2, and the queue shows what it holds.
 */
class TaggedKeysTest {

    private static final int SAMPLES = 40;
    private static final int BATCH = 4;
    private static final double TEMPERATURE = 0.1;

    private static MoCo<float[]> method(int queueSize, boolean symmetric) {
        Branch online =
                Branch.of(SmallNetworks.identity("encoder", SAMPLES), SmallNetworks.identity("projector", SAMPLES));
        MoCoConfig config = MoCoConfig.v2()
                .withTemperature(TEMPERATURE)
                .withQueueSize(queueSize)
                .withSymmetric(symmetric)
                .withProjector(HeadShape.of(SAMPLES, SAMPLES));
        return new MoCo<>(new Parts<>(online, new NoisyPairs(SAMPLES, 0), Map.of()), config);
    }

    /** Both views of the samples of a step, each a unit vector. */
    private static ViewBatch batch(int step) {
        INDArray views = Nd4j.zeros(DataType.FLOAT, 2 * BATCH, SAMPLES);
        int[] samples =
                IntStream.range(0, BATCH).map(i -> (step * BATCH + i) % SAMPLES).toArray();
        for (int i = 0; i < BATCH; i++) {
            views.putScalar(i, samples[i], 1);
            views.putScalar(BATCH + i, samples[i], 1);
        }
        return new ViewBatch(BATCH, samples, Map.of("views", Rows.of(views)));
    }

    private static double step(MoCo<float[]> method, int step) {
        StepContext context = new StepContext(step, 0, new RunLength(100, 100), RandomKey.of(step));
        double loss = method.step(batch(step), context).loss();
        method.afterUpdate(context);
        return loss;
    }

    /** Sizes that the keys of a step do and do not divide; the larger wraps in the middle of a step. */
    @ParameterizedTest
    @CsvSource({"8,false", "10,false", "8,true", "11,true", "3,false", "3,true"})
    void aStepMeetsNoKeyOfItsOwn(int queueSize, boolean symmetric) {
        MoCo<float[]> method = method(queueSize, symmetric);
        method.state().arrays().get("queue").array().assign(0);
        double[] losses = new double[10];
        for (int s = 0; s < losses.length; s++) {
            if (s == 5) {
                method = resumed(method, queueSize, symmetric);
            }
            assertThat(tags(method.queue()))
                    .as("tags in the queue before step %d", s)
                    .noneMatch(own(s));
            losses[s] = step(method, s);
        }
        // The positive has similarity 1 and every row of the queue similarity 0.
        double sides = symmetric ? 2 : 1;
        double expected = sides * (Math.log(Math.exp(1 / TEMPERATURE) + queueSize) - 1 / TEMPERATURE);
        assertThat(losses).satisfies(all -> {
            for (double loss : all) {
                assertThat(loss).isCloseTo(expected, within(1e-5));
            }
        });
    }

    /** The oldest make place: after a step the queue holds the keys of the last steps. */
    @ParameterizedTest
    @CsvSource({"8,false", "10,false", "11,true"})
    void theQueueHoldsTheLastKeys(int queueSize, boolean symmetric) {
        MoCo<float[]> method = method(queueSize, symmetric);
        for (int s = 0; s < 9; s++) {
            step(method, s);
        }
        int perStep = symmetric ? 2 * BATCH : BATCH;
        int[] pushed = IntStream.range(0, 9 * perStep)
                .map(i -> (i / perStep * BATCH + i % BATCH) % SAMPLES)
                .toArray();
        int[] last = IntStream.range(pushed.length - queueSize, pushed.length)
                .map(i -> pushed[i])
                .sorted()
                .toArray();
        assertThat(tags(method.queue()).stream().mapToInt(tag -> tag).sorted().toArray())
                .isEqualTo(last);
    }

    private static Predicate<Integer> own(int step) {
        return tag -> IntStream.of(batch(step).indices()).anyMatch(sample -> sample == tag);
    }

    /** Which samples the rows of a queue are keys of; rows of zeros of none. */
    private static List<Integer> tags(FeatureQueue queue) {
        INDArray rows = queue.rows();
        return IntStream.range(0, (int) rows.size(0))
                .filter(i -> rows.getRow(i).amaxNumber().doubleValue() > 0.5)
                .map(i -> rows.getRow(i).argMax().getInt(0))
                .boxed()
                .toList();
    }

    private static MoCo<float[]> resumed(MoCo<float[]> before, int queueSize, boolean symmetric) {
        MoCo<float[]> after = method(queueSize, symmetric);
        StateSnapshot.of(before.state()).restoreInto(after.state());
        return after;
    }
}
