package io.ssl4j.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** What every method over two views must do with small networks on vectors. */
public abstract class PairMethodContract {

    /**
     * The method at its usual settings.
     *
     * @param parts with networks of an output width of 4
     * @param shared whether batch norm sees both views as one batch
     */
    protected abstract SslMethod<float[]> method(Parts<float[]> parts, boolean shared);

    /** The same without what is held constant in the gradient. */
    protected SslMethod<float[]> differentiable(Parts<float[]> parts, boolean shared) {
        return method(parts, shared);
    }

    /** What it is trained on, 32 vectors of length 6. */
    protected Dataset<float[]> vectors() {
        return new Vectors(32, 6, 3);
    }

    /** At which it learns the vectors. */
    protected double learningRate() {
        return 0.05;
    }

    /** The parts of a method around small networks, float. */
    public static Parts<float[]> smallParts() {
        return new Parts<>(
                Branch.of(
                        HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                        HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT)),
                new NoisyPairs(6, 0.1f),
                Map.of());
    }

    /** The parts of a method around smaller networks in double, for {@link #noise}. */
    public static Parts<float[]> doubleParts() {
        return new Parts<>(
                Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4)),
                new NoisyPairs(5, 0),
                Map.of());
    }

    /** A batch of 6 samples in double. */
    public static ViewBatch noise() {
        return SmallNetworks.noise("views", 6, 2, 5);
    }

    /** The first step of a method on 16 of the vectors. */
    protected final StepResult firstStep(SslMethod<float[]> method) {
        try (BatchLoader<float[]> loader = BatchLoader.open(vectors(), method.views(), BatchConfig.of(16, 1))) {
            loader.startEpoch(0, 0);
            StepResult result = method.step(loader.next(), MethodGradients.firstStep());
            return new StepResult(
                    result.loss(), result.terms(), result.embeddings().map(z -> z.dup('c')
                            .detach()));
        }
    }

    private TrainerBuilder trainer(int batchSize) {
        return Trainer.builder()
                .optimizer(Sgd.of(learningRate()))
                .batchSize(batchSize)
                .epochs(20)
                .seed(5);
    }

    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            MethodGradients.check(differentiable(doubleParts(), shared), noise());
        }
    }

    @Test
    void trainingLowersTheLoss() {
        List<Double> losses = new ArrayList<>();
        trainer(16)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        losses.add(step.loss());
                    }
                })
                .build()
                .fit(method(smallParts(), true), vectors());
        assertThat(losses).hasSize(40);
        double first = mean(losses.subList(0, 4));
        assertThat(mean(losses.subList(36, 40))).isLessThan(first - 0.2 * Math.abs(first));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void aBatchOfOneIsRefusedBeforeTheFirstStep() {
        SslMethod<float[]> method = method(smallParts(), true);
        assertThatThrownBy(() -> trainer(1).build().fit(method, vectors()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method '" + method.name() + "' needs batches of at least 2 samples");
    }

    /** What a sample gives depends on the others, so batches cannot be accumulated. */
    @Test
    void accumulationIsRefused() {
        SslMethod<float[]> method = method(smallParts(), true);
        assertThatThrownBy(() -> trainer(8).accumulate(2).build().fit(method, vectors()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the loss of method '" + method.name() + "'")
                .hasMessageContaining(method.batchDependence().orElseThrow());
    }

    @Test
    void viewsThatAreNoPairAreRefused() {
        Parts<float[]> single =
                new Parts<>(Branch.of(SmallNetworks.identity("encoder", 4)), new NoisyCopies(4, 1, 0), Map.of());
        assertThatThrownBy(() -> method(single, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a view 'views' with 2 copies per sample");
    }
}
