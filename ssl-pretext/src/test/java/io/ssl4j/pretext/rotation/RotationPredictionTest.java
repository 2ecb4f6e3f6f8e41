package io.ssl4j.pretext.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.SmallNetworks.UnitVectors;
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

class RotationPredictionTest {

    /** Copy k of every sample is the unit vector k: the rotation can be read off. */
    private record PlainlyTurned() implements ViewGenerator<float[]> {

        @Override
        public List<ViewSpec> layout() {
            return List.of(ViewSpec.of(RotatedViews.ROTATED, 4, 4));
        }

        @Override
        public void write(float[] sample, RandomKey key, ViewSlot slot) {
            for (int copy = 0; copy < 4; copy++) {
                for (int i = 0; i < 4; i++) {
                    slot.row(RotatedViews.ROTATED, copy).put(i, i == copy ? 1 : 0);
                }
            }
        }
    }

    private static StepDone firstStep(double headScale) {
        return steps(
                        new RotationPrediction<>(
                                SmallNetworks.identity("encoder", 4),
                                SmallNetworks.scaling("head", 4, headScale),
                                new PlainlyTurned(),
                                Map.of(),
                                RotationPredictionConfig.defaults()),
                        new UnitVectors(5),
                        1)
                .get(0);
    }

    private static <T> List<StepDone> steps(SslMethod<T> method, Dataset<T> data, int epochs) {
        List<StepDone> steps = new ArrayList<>();
        TrainingListener record = new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                steps.add(step);
            }
        };
        Trainer.builder()
                .optimizer(Sgd.of(0.05))
                .batchSize(data.size())
                .epochs(epochs)
                .listener(record)
                .build()
                .fit(method, data);
        return steps;
    }

    @Test
    void zeroLogitsThroughTheWholePipelineGiveTheLogarithmOfFour() {
        StepDone step = firstStep(0);
        assertThat(step.loss()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(step.terms()).containsEntry(RotationPrediction.ACCURACY, 0.0);
    }

    @Test
    void theLabelOfARowIsItsCopy() {
        StepDone step = firstStep(3);
        assertThat(step.loss()).isCloseTo(Math.log(Math.exp(3) + 3) - 3, within(1e-6));
        assertThat(step.terms()).containsEntry(RotationPrediction.ACCURACY, 1.0);
    }

    @Test
    void everyParameterGradientIsACentralDifference() {
        MethodGradients.check(
                new RotationPrediction<>(
                        SmallNetworks.mlp("encoder", 4, 8, 6),
                        SmallNetworks.mlp("head", 6, 5, 4),
                        new PlainlyTurned(),
                        Map.of(),
                        RotationPredictionConfig.defaults()),
                SmallNetworks.noise(RotatedViews.ROTATED, 3, 4, 4));
    }

    /** Images with a bright upper half: their rotation is plain to see. */
    @Test
    void learnsToTellRotationsOfImages() {
        ImageInput input = ImageInput.of(12, 12, 1);
        RotationPrediction<Image> method =
                RotationPrediction.of(ImageEncoders.tiny(input, 1), RotationPredictionConfig.defaults());
        List<StepDone> steps = steps(method, new BrightUpperHalves(16), 40);
        assertThat(steps.get(39).loss()).isLessThan(0.5 * steps.get(0).loss());
        assertThat(steps.get(39).terms().get(RotationPrediction.ACCURACY)).isGreaterThan(0.9);
    }

    private record BrightUpperHalves(int size) implements Dataset<Image> {

        @Override
        public Image get(int index) {
            float[] samples = new float[144];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (i < 72 ? 0.8f : 0.1f) + 0.1f * ((i * 31 + index * 17) % 11) / 11f;
            }
            return Image.ofFloats(12, 12, 1, samples);
        }
    }

    @Test
    void oneImageIsABatch() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 1);
        RotationPrediction<Image> method = RotationPrediction.of(encoder, RotationPredictionConfig.defaults());
        assertThat(method.minimumBatchSize()).isEqualTo(1);
        assertThat(steps(method, new BrightUpperHalves(1), 1).get(0).loss()).isFinite();
        assertThat(method.encoders().get("encoder")).isSameAs(encoder);
    }

    @Test
    void inputsThatCannotBeRotatedAreRefused() {
        assertThatThrownBy(() -> RotationPrediction.of(
                        ImageEncoders.tiny(ImageInput.of(12, 16, 1), 1), RotationPredictionConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be square, but the encoder's input is 12 x 16");
        var network = SmallNetworks.identity("encoder", 4);
        assertThatThrownBy(() -> new RotationPrediction<>(
                        network, network, new NoisyPairs(4, 0), Map.of(), RotationPredictionConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rotation prediction needs a view 'rotated' with 4 copies");
    }

    @Test
    void itWorksOnImagesAlone() {
        SslMethodProvider rotation = SslMethods.named(RotationPrediction.NAME);
        assertThat(rotation.worksOn(Modalities.named("image"))).isTrue();
        assertThat(rotation.worksOn(Modalities.named("series"))).isFalse();
        Encoder<Series> series = SeriesEncoders.dilatedConv(SeriesInput.of(1, 16), 2, 1);
        assertThatThrownBy(() -> SslMethods.create(RotationPrediction.NAME, series, Map.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the method 'rotation' does not work on series");
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(RotationPredictionConfig.defaults()).isEqualTo(new RotationPredictionConfig(List.of(), 0));
        assertThatThrownBy(() -> RotationPredictionConfig.defaults().withHeadHidden(List.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("widths of the head must be at least 1, got [0]");
    }
}
