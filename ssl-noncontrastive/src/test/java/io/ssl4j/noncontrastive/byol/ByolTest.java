package io.ssl4j.noncontrastive.byol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ByolTest {

    private static Byol<float[]> small(ByolConfig config) {
        Branch online = Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                SmallNetworks.mlp("predictor", 4, 6, 4));
        return new Byol<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config);
    }

    /**
     * The target is a constant: a gradient through it would show in the differences, which move the online branch
     * alone.
     */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            MethodGradients.check(
                    small(ByolConfig.defaults().withSharedBatchStatistics(shared)),
                    SmallNetworks.noise(Byol.VIEWS, 6, 2, 5));
        }
    }

    @Test
    void aStepLeavesNoGradientInTheTarget() {
        Byol<float[]> method = small(ByolConfig.defaults());
        method.step(SmallNetworks.noise(Byol.VIEWS, 6, 2, 5), MethodGradients.firstStep());
        assertThat(method.parameterGroups()).hasSize(3).allMatch(group -> largestGradient(group.network()) > 0);
        assertThat(method.target().networks()).hasSize(2).allMatch(network -> largestGradient(network.network()) == 0);
    }

    private static double largestGradient(Network network) {
        return network.parameters().gradients().amaxNumber().doubleValue();
    }

    @Test
    void theTargetBeginsAsACopyAndFollowsTheSchedule() {
        Byol<float[]> method = small(ByolConfig.defaults().withMomentum(EmaSchedule.cosine(0.5, 1)));
        Network encoder = method.parameterGroups().get(0).network();
        INDArray target = method.state().arrays().get("network/target-encoder").array();
        INDArray before = target.dup();
        assertThat(target).isEqualTo(encoder.parameters().values());
        encoder.parameters().values().addi(1);
        method.afterUpdate(new StepContext(0, 0, new RunLength(10, 10), RandomKey.of(0)));
        assertThat(target.sub(before).amaxNumber().doubleValue()).isCloseTo(0.5, within(1e-12));
        method.afterUpdate(new StepContext(10, 0, new RunLength(10, 10), RandomKey.of(0)));
        assertThat(target.sub(before).amaxNumber().doubleValue()).isCloseTo(0.5, within(1e-12));
        assertThat(method.state().arrays()).containsOnlyKeys("network/target-encoder", "network/target-projector");
    }

    @Test
    void smallImagesGetAPairWithoutBlur() {
        assertThat(Recipes.forMethod("byol", ImageInput.of(32, 32, 3))).isEqualTo(Recipes.BYOL_SMALL);
        assertThat(Recipes.forMethod("byol", ImageInput.of(224, 224, 3))).isEqualTo(Recipes.BYOL);
    }

    @Test
    void theDefaultsArePinned() {
        HeadShape head = new HeadShape(List.of(1024), 256, HeadNorm.AFFINE, HeadNorm.NONE, false, true);
        assertThat(ByolConfig.defaults())
                .isEqualTo(new ByolConfig(head, Optional.of(head), EmaSchedule.cosine(0.99, 1), false, 0));
    }

    @Test
    void aPredictorOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> ByolConfig.defaults().withHeads(HeadShape.of(8), HeadShape.of(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the predictor's output must be as wide as the projector's, 8, got 9");
    }
}
