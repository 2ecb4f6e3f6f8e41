package io.ssl4j.eval.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.InputViews;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KnnMonitorTest {

    private static final ImageInput INPUT = ImageInput.of(8, 8, 1);
    private static final LabeledImageDataset BANK = SyntheticImages.patterns(12, 3, 8, 1, 1);
    private static final LabeledImageDataset TEST = SyntheticImages.patterns(6, 3, 8, 1, 2);

    @Test
    void measuringChangesNoBitOfTheRun() {
        KnnMonitor<Image> monitor = KnnMonitor.every(1, BANK, TEST);
        TrainingResult watched = train(3, monitor);
        TrainingResult alone = train(3, new TrainingListener() {});
        assertThat(watched.epochLosses()).isEqualTo(alone.epochLosses());
        assertThat(bits(watched.encoder(Image.class))).isEqualTo(bits(alone.encoder(Image.class)));
        assertThat(monitor.history()).hasSize(3);
    }

    @Test
    void permutedLabelsChangeNoBitOfTheRun() {
        TrainingResult plain = train(2, KnnMonitor.every(1, BANK, TEST), BANK);
        LabeledImageDataset permuted = BANK.withPermutedLabels(5);
        assertThat(permuted.labels()).isNotEqualTo(BANK.labels());
        TrainingResult other = train(2, KnnMonitor.every(1, permuted, TEST), permuted);
        assertThat(bits(other.encoder(Image.class))).isEqualTo(bits(plain.encoder(Image.class)));
        assertThat(other.epochLosses()).isEqualTo(plain.epochLosses());
    }

    @Test
    void measuresEveryNthEpochAndTheLast() {
        List<KnnMonitor.Measurement> handedOn = new ArrayList<>();
        KnnMonitor<Image> monitor = KnnMonitor.every(2, BANK, TEST)
                .with(KnnConfig.defaults().withK(3))
                .reportingTo(handedOn::add);
        train(5, monitor);
        assertThat(monitor.history()).extracting(KnnMonitor.Measurement::epoch).containsExactly(2, 4, 5);
        assertThat(monitor.history()).extracting(KnnMonitor.Measurement::step).containsExactly(2L * 4, 4L * 4, 5L * 4);
        assertThat(handedOn).isEqualTo(monitor.history());
    }

    @Test
    void theSavedEncoderGivesTheLoggedFigure(@TempDir Path folder) throws IOException {
        KnnMonitor<Image> monitor = KnnMonitor.every(1, BANK, TEST);
        TrainingResult result = train(2, monitor);
        Path file = folder.resolve("encoder.zip");
        result.encoder().save(file);
        double logged = monitor.history().get(1).accuracy();
        assertThat(KnnProbe.of(20).fit(Encoder.load(file, Image.class), BANK).accuracy(TEST))
                .isEqualTo(logged);
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> KnnMonitor.every(0, BANK, TEST))
                .hasMessage("an interval must be at least 1 epoch, got 0");
        assertThatThrownBy(() -> KnnMonitor.every(1, TEST, BANK))
                .hasMessage(
                        "a k-NN monitor needs at least k = 20 labelled samples in its bank and one to test, got 18 and"
                                + " 36");
        assertThat(KnnMonitor.every(1, TEST, BANK, KnnConfig.defaults().withK(18))
                        .history())
                .isEmpty();
        EpochDone epoch = new EpochDone(1, 1, 4, 0.5, 100, 1, Map.of());
        assertThatThrownBy(() -> KnnMonitor.every(1, BANK, TEST).onEpoch(epoch))
                .hasMessage("a k-NN monitor measures the encoder called 'encoder', but the method has []");
    }

    private static TrainingResult train(int epochs, TrainingListener listener) {
        return train(epochs, listener, BANK);
    }

    private static TrainingResult train(int epochs, TrainingListener listener, LabeledImageDataset data) {
        TrainerBuilder builder = Trainer.builder()
                .optimizer(Optimizers.sgd(0.05))
                .epochs(epochs)
                .batchSize(8)
                .seed(7)
                .listener(listener);
        return builder.build().fit(new TowardsNoise(ImageEncoders.tiny(INPUT, 3)), data);
    }

    private static int[] bits(Encoder<Image> encoder) {
        float[] values = encoder.network().parameters().values().dup().data().asFloat();
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    /** Moves representations towards ND4J's own random numbers, so that a draw by anybody else would show. */
    private record TowardsNoise(Encoder<Image> encoder) implements SslMethod<Image> {

        @Override
        public String name() {
            return "towards-noise";
        }

        @Override
        public ViewGenerator<Image> views() {
            return new InputViews<>(INPUT);
        }

        @Override
        public StepResult step(ViewBatch batch, StepContext context) {
            Pass h = encoder.network().forward(batch.view(ImageInput.ROW));
            INDArray noise = Nd4j.rand(DataType.FLOAT, h.output().shape());
            INDArray difference = h.output().sub(noise);
            double loss = difference.mul(difference).meanNumber().doubleValue() / 2;
            h.backward(difference.divi(difference.length()));
            return StepResult.of(loss);
        }

        @Override
        public List<ParameterGroup> parameterGroups() {
            return List.of(ParameterGroup.of(encoder.network()));
        }

        @Override
        public Map<String, Encoder<?>> encoders() {
            return Map.of("encoder", encoder);
        }
    }
}
