package io.ssl4j.noncontrastive.tico;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class TiCoTest {

    private static TiCo<float[]> small(TiCoConfig config) {
        Branch online =
                Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6)).with(SmallNetworks.mlp("projector", 6, 7, 4), 4);
        return new TiCo<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config);
    }

    private static INDArray covariance(TiCo<?> method) {
        return method.state().arrays().get("covariance").array();
    }

    /** With beta 1 the covariance stays what it is, as the gradient takes it to be. */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean symmetric : new boolean[] {true, false}) {
            TiCo<float[]> method = small(TiCoConfig.defaults().withBeta(1).withSymmetric(symmetric));
            INDArray a = gaussian(3, 6, 4);
            covariance(method).assign(a.transpose().mmul(a).div(6));
            MethodGradients.check(method, SmallNetworks.noise(TiCo.VIEWS, 6, 2, 5));
        }
    }

    /** Two views in one pass only where both are asked and answer. */
    @Test
    void onlySymmetricPassesAreNormalisedInTwoGroups() {
        assertThat(small(TiCoConfig.defaults()).statisticGroups()).isEqualTo(1);
        assertThat(small(TiCoConfig.defaults().withSymmetric(true)).statisticGroups())
                .isEqualTo(2);
    }

    /** Both directions are the mean of one and of the other, with the views exchanged. */
    @Test
    void symmetricIsTheMeanOfBothDirections() {
        TiCoConfig fixed = TiCoConfig.defaults().withBeta(1);
        var there = SmallNetworks.noise(TiCo.VIEWS, 6, 2, 5);
        INDArray views = there.view(TiCo.VIEWS);
        var back = SmallNetworks.noise(TiCo.VIEWS, 6, 2, 5);
        back.view(TiCo.VIEWS).assign(Embeddings.swapViews(views));
        double both = small(fixed.withSymmetric(true))
                .step(there, MethodGradients.firstStep())
                .loss();
        double one = small(fixed).step(there, MethodGradients.firstStep()).loss();
        double other = small(fixed).step(back, MethodGradients.firstStep()).loss();
        assertThat(both).isCloseTo((one + other) / 2, within(1e-12)).isNotEqualTo(one);
    }

    @Test
    void theTargetFollowsAfterTheUpdateAndTheStateIsWhole() {
        TiCo<float[]> method = small(TiCoConfig.defaults().withMomentum(EmaSchedule.constant(0.75)));
        MethodState state = method.state();
        assertThat(state.arrays()).containsOnlyKeys("network/target-encoder", "network/target-projector", "covariance");
        assertThat(state.arrays().get("covariance").merge()).isEqualTo(MethodState.Merge.AVERAGE);
        INDArray target = state.arrays().get("network/target-encoder").array();
        Network encoder = method.parameterGroups().get(0).network();
        INDArray before = target.dup();
        encoder.parameters().values().addi(1);
        method.step(SmallNetworks.noise(TiCo.VIEWS, 6, 2, 5), MethodGradients.firstStep());
        assertThat(moved(encoder, target, before)).isZero();
        method.afterUpdate(new StepContext(0, 0, new RunLength(10, 10), RandomKey.of(0)));
        assertThat(moved(encoder, target.sub(0.25), before)).isLessThan(1e-12);
    }

    /** The largest difference of trained parameters: a step moves the target's own running statistics. */
    private static double moved(Network like, INDArray now, INDArray before) {
        return like.parameters().segments().stream()
                .filter(Segment::trained)
                .map(segment -> Parameters.view(now, segment).sub(Parameters.view(before, segment)))
                .mapToDouble(difference -> difference.amaxNumber().doubleValue())
                .max()
                .orElseThrow();
    }

    /**
     * Where rho does not outweigh the invariance, or the average stays what it is, the loss at collapse says nothing.
     */
    @Test
    void theLossOfEqualOutputsIsSaidWhereItTells() {
        assertThat(small(TiCoConfig.defaults()).collapseHints(6).lossWhenAlike())
                .hasValue(8);
        assertThat(small(TiCoConfig.defaults().withRho(3.9)).collapseHints(6).lossWhenAlike())
                .isEmpty();
        assertThat(small(TiCoConfig.defaults().withBeta(1)).collapseHints(6).lossWhenAlike())
                .isEmpty();
    }

    private static List<Map<String, Double>> train(TiCoConfig config, int batchSize, int epochs) {
        List<Map<String, Double>> terms = new ArrayList<>();
        Branch online = Branch.of(HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT))
                .with(HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT), 4);
        Trainer.builder()
                .optimizer(Sgd.of(0.05))
                .batchSize(batchSize)
                .epochs(epochs)
                .seed(5)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        terms.add(step.terms());
                    }
                })
                .build()
                .fit(new TiCo<>(new Parts<>(online, new NoisyPairs(6, 0.1f), Map.of()), config), new Vectors(32, 6, 3));
        return terms;
    }

    /** 1/K is the least that the covariance term can be, 1 where the embeddings have collapsed. */
    @Test
    void theCovarianceTermIsWhatSpreadsTheEmbeddings() {
        Map<String, Double> whole = last(train(TiCoConfig.defaults(), 16, 30));
        Map<String, Double> without = last(train(TiCoConfig.defaults().withRho(0), 16, 30));
        assertThat(whole.get(TiCoLoss.COVARIANCE)).isBetween(0.2499, 0.28);
        assertThat(without.get(TiCoLoss.COVARIANCE)).isGreaterThan(0.32);
        assertThat(whole.get(TiCoLoss.INVARIANCE)).isLessThan(0.4);
    }

    private static Map<String, Double> last(List<Map<String, Double>> terms) {
        return terms.get(terms.size() - 1);
    }

    @Test
    void aBatchOfOneIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> train(TiCoConfig.defaults(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tico")
                .hasMessageContaining("2");
    }

    @Test
    void smallImagesGetAPairWithoutBlur() {
        assertThat(Recipes.forMethod("byol", ImageInput.of(64, 64, 3))).isEqualTo(Recipes.BYOL_SMALL);
        assertThat(Recipes.forMethod("byol", ImageInput.of(96, 96, 3))).isEqualTo(Recipes.BYOL);
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(TiCoConfig.defaults())
                .isEqualTo(new TiCoConfig(
                        0.9,
                        8,
                        EmaSchedule.cosine(0.99, 1),
                        false,
                        new HeadShape(List.of(4096), 256, HeadNorm.AFFINE, HeadNorm.NONE, false, true),
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> TiCoConfig.defaults().withBeta(-0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beta must be in 0..1, got -0.1");
        assertThatThrownBy(() -> TiCoConfig.defaults().withRho(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rho must be finite and at least 0, got -1.0");
    }
}
