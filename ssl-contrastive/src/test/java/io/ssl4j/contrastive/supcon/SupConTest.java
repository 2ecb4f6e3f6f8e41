package io.ssl4j.contrastive.supcon;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.PairMethodContract;
import io.ssl4j.contrastive.loss.SupConLoss;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SupConTest extends PairMethodContract {

    /** The vectors, whose class is the sign of their first entry. */
    private record SignedVectors(Vectors vectors) implements LabeledDataset<float[]> {

        @Override
        public int size() {
            return vectors.size();
        }

        @Override
        public float[] get(int index) {
            return vectors.get(index);
        }

        @Override
        public int label(int index) {
            return get(index)[0] > 0 ? 1 : 0;
        }

        @Override
        public List<String> classNames() {
            return List.of("minus", "plus");
        }
    }

    @Override
    protected Dataset<float[]> vectors() {
        return new SignedVectors(new Vectors(32, 6, 3));
    }

    @Override
    protected SslMethod<float[]> method(Parts<float[]> parts, boolean shared) {
        SupCon<float[]> method = new SupCon<>(parts, SupConConfig.defaults().withSharedBatchStatistics(shared));
        method.prepare(run(Optional.of(new SignedVectors(new Vectors(32, 6, 3)).labels())));
        return method;
    }

    private static RunInfo run(Optional<int[]> labels) {
        return new RunInfo(32, 16, 1, 1, new RunLength(2, 2), 0, labels);
    }

    /** Slots of a batch are looked up by the sample's place in the data set. */
    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of(
                        "sup_con",
                        golden -> new SupCon<>(
                                golden.parts(), SupConConfig.defaults().withTemperature(0.2))));
    }

    @Test
    void aStepTakesTheLabelsOfItsOwnSamples() {
        int[] ofAll = {0, 9, 1, 9, 1, 0, 1, 9};
        SupCon<float[]> method = new SupCon<>(doubleParts(), SupConConfig.defaults());
        method.prepare(run(Optional.of(ofAll)));
        Rows views = noise().views().get("views");
        ViewBatch batch = new ViewBatch(6, new int[] {5, 4, 2, 0, 6, 7}, Map.of("views", views));
        StepResult result = method.step(batch, MethodGradients.firstStep());
        assertClose(
                "loss",
                result.loss(),
                new SupConLoss(0.1, new int[] {0, 1, 1, 0, 1, 9})
                        .evaluateStacked(result.embeddings().orElseThrow())
                        .value(),
                1e-12);
    }

    @Test
    void aDataSetWithoutLabelsIsRefusedBeforeTheFirstStep() {
        SupCon<float[]> method = new SupCon<>(smallParts(), SupConConfig.defaults());
        Trainer trainer =
                Trainer.builder().optimizer(Sgd.of(0.1)).batchSize(8).epochs(1).build();
        assertThatThrownBy(() -> trainer.fit(method, new Vectors(32, 6, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'supcon' learns from labels, and the training set has none")
                .hasMessageContaining("LabeledDataset")
                .hasMessageContaining("'simclr'");
    }

    @Test
    void aStepWithoutPreparationIsRefused() {
        SupCon<float[]> method = new SupCon<>(doubleParts(), SupConConfig.defaults());
        assertThatThrownBy(() -> method.step(noise(), MethodGradients.firstStep()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs the labels of the training set, got none so far; call prepare");
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(SupConConfig.defaults())
                .isEqualTo(new SupConConfig(
                        0.1, new HeadShape(List.of(2048), 128, HeadNorm.NONE, HeadNorm.NONE, true, true), true, 0));
        assertThat(SupConConfig.defaults()
                        .withTemperature(0.2)
                        .withProjector(HeadShape.of(3))
                        .withSharedBatchStatistics(false)
                        .withSeed(4))
                .isEqualTo(new SupConConfig(0.2, HeadShape.of(3), false, 4));
    }

    @Test
    void imagesGetSimClrsViews() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        SupCon<?> method = SupCon.of(encoder, SupConConfig.defaults());
        assertThat(method.usesLabels()).isTrue();
        assertThat(method.views().describe())
                .isEqualTo(Recipes.SIMCLR_SMALL.views(ImageInput.of(encoder)).describe());
        assertThat(method.settings()).contains("temperature=0.1");
    }

    @Test
    void aTemperatureThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> SupConConfig.defaults().withTemperature(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature must be finite and above 0, got 0.0");
    }
}
