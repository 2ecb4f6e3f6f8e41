package io.ssl4j.noncontrastive.simsiam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class SimSiamTest {

    private static Branch branch() {
        return Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                SmallNetworks.mlp("predictor", 4, 6, 4));
    }

    private static SimSiam<float[]> small(Branch branch, SimSiamConfig config) {
        return new SimSiam<>(new Parts<>(branch, new NoisyCopies(5, config.views(), 0), Map.of()), config);
    }

    /** Without the stopped gradient the loss is an ordinary function of all parameters. */
    @Test
    void withoutStopGradientEveryParameterGradientIsACentralDifference() {
        for (int views : new int[] {2, 4}) {
            for (boolean shared : new boolean[] {true, false}) {
                SimSiamConfig config = SimSiamConfig.defaults()
                        .withViews(views)
                        .withoutStopGradient()
                        .withSharedBatchStatistics(shared);
                MethodGradients.check(small(branch(), config), SmallNetworks.noise(SimSiam.VIEWS, 6, views, 5));
            }
        }
    }

    /**
     * The gradient is that of the same loss with targets that are constants, of predictions made by the same networks.
     */
    @Test
    void targetsTakeNoGradient() {
        for (int views : new int[] {2, 3}) {
            Branch branch = branch();
            SimSiam<float[]> method =
                    small(branch, SimSiamConfig.defaults().withViews(views).withSharedBatchStatistics(true));
            ViewBatch batch = SmallNetworks.noise(SimSiam.VIEWS, 6, views, 5);
            branch.networks().forEach(network -> network.parameters().zeroGradients());
            method.step(batch, MethodGradients.firstStep());
            Parameters encoder = branch.networks().get(0).parameters();
            INDArray fromStep = encoder.gradients().dup();

            encoder.zeroGradients();
            try (BranchPass p = branch.forward(batch.view(SimSiam.VIEWS), PassMode.JOINT)) {
                INDArray constant = naiveMeans(p.output(1), views);
                p.backward(NegativeCosine.evaluate(p.output(), constant).gradient());
            }
            assertThat(fromStep.sub(encoder.gradients()).amaxNumber().doubleValue())
                    .isLessThan(1e-12 * fromStep.amaxNumber().doubleValue());
            assertThat(fromStep.amaxNumber().doubleValue()).isPositive();
        }
    }

    private static INDArray naiveMeans(INDArray z, int views) {
        INDArray means = z.like();
        long n = z.size(0) / views;
        for (int v = 0; v < views; v++) {
            for (int i = 0; i < n; i++) {
                for (int w = 0; w < views; w++) {
                    if (w != v) {
                        means.getRow(v * n + i).addi(z.getRow(w * n + i).div(views - 1));
                    }
                }
            }
        }
        return means;
    }

    @Test
    void theTargetOfAViewIsTheMeanOfTheOthers() {
        INDArray z = TestArrays.gaussian(3, 12, 5);
        for (int views : new int[] {2, 3, 4}) {
            assertThat(OtherViews.mean(z, views)
                            .sub(naiveMeans(z, views))
                            .amaxNumber()
                            .doubleValue())
                    .isLessThan(1e-14);
        }
        assertThat(OtherViews.mean(z, 2)
                        .sub(Embeddings.swapViews(z))
                        .amaxNumber()
                        .doubleValue())
                .isLessThan(1e-14);
    }

    @Test
    void thePredictorKeepsTheBaseRate() {
        List<ParameterGroup> groups = small(branch(), SimSiamConfig.defaults()).parameterGroups();
        assertThat(groups.get(0).schedule()).isEmpty();
        assertThat(groups.get(2).schedule().orElseThrow().factor(9, new RunLength(10, 10)))
                .isEqualTo(1);
        assertThat(small(branch(), SimSiamConfig.defaults().withConstantPredictorRate(false))
                        .parameterGroups())
                .allMatch(group -> group.schedule().isEmpty());
    }

    @Test
    void smallImagesGetThePapersViewsWithoutBlur() {
        assertThat(Recipes.forMethod("simsiam", ImageInput.of(32, 32, 3))).isEqualTo(Recipes.SIMSIAM_SMALL);
        assertThat(Recipes.forMethod("simsiam", ImageInput.of(224, 224, 3))).isEqualTo(Recipes.SIMSIAM);
    }

    @Test
    void theDefaultsArePinned() {
        SimSiamConfig expected = new SimSiamConfig(
                2,
                new HeadShape(List.of(2048), 2048, HeadNorm.AFFINE, HeadNorm.PLAIN, false, false),
                new HeadShape(List.of(512), 2048, HeadNorm.AFFINE, HeadNorm.NONE, false, true),
                true,
                true,
                false,
                0);
        assertThat(SimSiamConfig.defaults()).isEqualTo(expected);
        assertThat(SimSiamConfig.fastSiam()).isEqualTo(expected.withViews(4));
    }

    @Test
    void fewerViewsThanTheMethodNeedsAreRefused() {
        assertThatThrownBy(() -> SimSiamConfig.defaults().withViews(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SimSiam needs at least 2 views of each sample, got 1");
        assertThatThrownBy(() -> SslMethods.create(
                        "fastsiam", ImageEncoders.tiny(ImageInput.of(12, 12, 1), 1), Map.of("view-count", "2"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3 views of each sample, got view-count 2");
    }
}
