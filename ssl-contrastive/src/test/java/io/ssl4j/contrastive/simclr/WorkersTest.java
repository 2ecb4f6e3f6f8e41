package io.ssl4j.contrastive.simclr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.InProcessWorkers;
import io.ssl4j.core.testing.LinearNetwork;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * SimCLR over two workers whose embeddings are gathered and whose gradients are summed: SimCLR over the whole batch.
 */
class WorkersTest {

    private static final Vectors DATA = new Vectors(12, 4, 7);

    /** A vector and its reversal: views without randomness, so that they do not depend on where a sample lies. */
    private record FixedPairs() implements ViewGenerator<float[]> {

        @Override
        public List<ViewSpec> layout() {
            return List.of(ViewSpec.of("views", 2, 4));
        }

        @Override
        public void write(float[] sample, RandomKey key, ViewSlot slot) {
            slot.row("views", 0).put(sample);
            slot.row("views", 1).put(new float[] {sample[0], sample[1], sample[3], sample[2]});
        }
    }

    private static final class Side {

        private final Network encoder = new InFloat(LinearNetwork.of("encoder", 4, 5, 1, DataType.DOUBLE));
        private final Network projector;

        /** @param normalized whether the projector has batch norm */
        private Side(boolean normalized) {
            projector = normalized
                    ? MlpHead.of("projector", 5, 6, 3).build(2, DataType.DOUBLE)
                    : LinearNetwork.of("projector", 5, 3, 2, DataType.DOUBLE);
        }

        private SimClr<float[]> method() {
            SimClrConfig config =
                    new SimClrConfig(0.5, HeadShape.of(3), true, Objective.NT_XENT, Negatives.softmax(), 0);
            return new SimClr<>(new Parts<>(Branch.of(encoder, projector), new FixedPairs(), Map.of()), config);
        }
    }

    private static TrainerBuilder trainer(int batchSize) {
        return Trainer.builder()
                .optimizer(Optimizers.sgd(0.1))
                .epochs(8)
                .batchSize(batchSize)
                .seed(3);
    }

    /** With batch norm, its statistics are taken over both workers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gatheredEmbeddingsGiveTheGradientOfTheWholeBatch(boolean normalized) {
        Side whole = new Side(normalized);
        trainer(12).build().fit(whole.method(), DATA);

        InProcessWorkers workers = new InProcessWorkers(2);
        Side first = new Side(normalized);
        Side second = new Side(normalized);
        Dataset<float[]> head = DATA.select(IntStream.range(0, 5).toArray());
        Dataset<float[]> tail = DATA.select(IntStream.range(5, 12).toArray());
        CompletableFuture<Void> other = CompletableFuture.runAsync(
                () -> trainer(7).exchange(workers.worker(1)).build().fit(second.method(), tail));
        trainer(5).exchange(workers.worker(0)).build().fit(first.method(), head);
        other.join();

        double[] wanted = whole.encoder.parameters().values().toDoubleVector();
        assertThat(first.encoder.parameters().values().toDoubleVector()).containsExactly(wanted, within(1e-12));
        assertThat(second.projector.parameters().values().toDoubleVector())
                .containsExactly(whole.projector.parameters().values().toDoubleVector(), within(1e-12));
        assertThat(wanted)
                .isNotEqualTo(new Side(normalized).encoder.parameters().values().toDoubleVector());
    }

    /** Takes the loader's floats into a network of doubles. */
    private record InFloat(Network inner) implements Network {

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public io.ssl4j.core.network.Parameters parameters() {
            return inner.parameters();
        }

        @Override
        public List<String> inputNames() {
            return inner.inputNames();
        }

        @Override
        public List<String> outputNames() {
            return inner.outputNames();
        }

        @Override
        public io.ssl4j.core.network.Pass forward(
                Map<String, io.ssl4j.core.network.Rows> inputs, io.ssl4j.core.network.PassMode mode) {
            return inner.forward(
                    Map.of(
                            "input",
                            io.ssl4j.core.network.Rows.of(
                                    inputs.get("input").values().castTo(DataType.DOUBLE))),
                    mode);
        }

        @Override
        public Map<String, org.nd4j.linalg.api.ndarray.INDArray> infer(Map<String, io.ssl4j.core.network.Rows> inputs) {
            return inner.infer(inputs);
        }

        @Override
        public Network copy(String newName) {
            return new InFloat(inner.copy(newName));
        }
    }
}
