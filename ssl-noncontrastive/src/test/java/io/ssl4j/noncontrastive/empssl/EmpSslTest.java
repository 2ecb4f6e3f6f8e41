package io.ssl4j.noncontrastive.empssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class EmpSslTest {

    private static final EmpSslConfig THREE = EmpSslConfig.defaults().withPatches(3);

    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            for (double weight : new double[] {0, 20}) {
                Branch online =
                        Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4));
                MethodGradients.check(
                        new EmpSsl<>(
                                new Parts<>(online, new NoisyCopies(5, 3, 0), Map.of()),
                                THREE.withSharedBatchStatistics(shared).withInvarianceWeight(weight)),
                        SmallNetworks.noise(EmpSsl.VIEWS, 6, 3, 5));
            }
        }
    }

    private static List<Map<String, Double>> train(EmpSslConfig config, int batchSize, int epochs) {
        List<Map<String, Double>> terms = new ArrayList<>();
        Branch online = Branch.of(
                HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT));
        Trainer.builder()
                .optimizer(Sgd.of(0.01))
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
                .fit(
                        new EmpSsl<>(new Parts<>(online, new NoisyCopies(6, 3, 0.3f), Map.of()), config),
                        new Vectors(32, 6, 3));
        return terms;
    }

    /** The most that four dimensions can hold is {@code 2 log(1 + 1 / 0.2)}. */
    @Test
    void theCodingRateSpreadsAndTheWeightBringsTogether() {
        List<Map<String, Double>> loose = train(THREE.withInvarianceWeight(0), 16, 30);
        List<Map<String, Double>> tight = train(THREE.withInvarianceWeight(10), 16, 30);
        assertThat(loose.get(59).get(EmpSslLoss.CODING_RATE))
                .isGreaterThan(1.05 * loose.get(0).get(EmpSslLoss.CODING_RATE))
                .isGreaterThan(tight.get(59).get(EmpSslLoss.CODING_RATE))
                .isBetween(0.9 * 2 * Math.log(6), 2 * Math.log(6));
        assertThat(tight.get(59).get(EmpSslLoss.SIMILARITY))
                .isGreaterThan(loose.get(59).get(EmpSslLoss.SIMILARITY))
                .isGreaterThan(0.95);
    }

    @Test
    void theOptionsDecideNumberAndScaleOfTheCrops() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        var method = SslMethods.create(
                "emp-ssl",
                encoder,
                Map.of("patches", "4", "crop-scale", "0.5", "projector-hidden", "8", "projector-output", "8"),
                1);
        assertThat(method.views().layout().get(0).copies()).isEqualTo(4);
        assertThat(method.views().toString()).contains("scale 0.5..0.5");
        assertThat(EmpSsl.of(encoder, THREE.withProjector(HeadShape.of(8)))
                        .views()
                        .layout()
                        .get(0)
                        .copies())
                .isEqualTo(3);
    }

    /** The authors' feature block is the projector's first hidden layer, whichever of the two networks holds it. */
    @Test
    void anEncoderWithTheFeatureBlockTrainsTheSameNetworks() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 1, DataType.DOUBLE);
        Encoder<Image> withBlock = encoder.withFeatureLayer(8);
        Network projector = HeadShape.of(4, 8, 8).on(64, "projector").build(2, DataType.DOUBLE);
        Network rest = HeadShape.of(4, 8).on(8, "projector").build(3, DataType.DOUBLE);
        INDArray all = Nd4j.concat(
                0,
                encoder.network().parameters().values(),
                projector.parameters().values());
        long split = withBlock.network().parameters().length();
        withBlock.network().parameters().values().assign(all.get(NDArrayIndex.interval(0, split)));
        rest.parameters().values().assign(all.get(NDArrayIndex.interval(split, all.length())));
        INDArray patches = Nd4j.rand(DataType.DOUBLE, 12, 12, 12, 1);
        assertThat(outputs(Branch.of(withBlock.network(), rest), patches))
                .isEqualTo(outputs(Branch.of(encoder.network(), projector), patches));
        assertThat(EmpSslConfig.onFeatures().projector())
                .isEqualTo(EmpSslConfig.defaults().projector().withHidden(List.of(4096)));
    }

    private static INDArray outputs(Branch branch, INDArray patches) {
        try (BranchPass pass = branch.forward(patches, PassMode.JOINT)) {
            return pass.output().dup();
        }
    }

    @Test
    void viewsOfAnotherNumberAreRefused() {
        Branch online = Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6));
        assertThatThrownBy(() -> new EmpSsl<>(new Parts<>(online, new NoisyCopies(5, 2, 0), Map.of()), THREE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EMP-SSL needs a view 'views' with 3 copies per sample");
    }

    @Test
    void aBatchOfOneIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> train(THREE, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("emp-ssl")
                .hasMessageContaining("2");
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(EmpSslConfig.defaults())
                .isEqualTo(new EmpSslConfig(
                        20,
                        0.2,
                        200,
                        new HeadShape(List.of(4096, 4096), 1024, HeadNorm.AFFINE, HeadNorm.NONE, true, true),
                        true,
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> THREE.withPatches(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EMP-SSL needs at least 2 patches of each sample, got 1");
        assertThatThrownBy(() -> THREE.withDistortion(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the distortion must be finite and above 0, got 0.0");
        assertThatThrownBy(() -> THREE.withInvarianceWeight(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0, got -1.0");
    }
}
