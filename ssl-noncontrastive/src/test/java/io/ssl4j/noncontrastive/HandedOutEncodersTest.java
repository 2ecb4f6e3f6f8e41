package io.ssl4j.noncontrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.plan.MemoryEstimate;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.encoder.NamedImageEncoder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which encoders a method with a moving average hands out, and which of them is the main one. */
class HandedOutEncodersTest {

    private static final LabeledImageDataset DATA = SyntheticImages.patterns(6, 2, 12, 1, 7);

    private static Encoder<Image> encoder() {
        return ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3);
    }

    private static SslMethod<Image> method(String name, Encoder<Image> encoder) {
        return SslMethods.create(name, encoder, NonContrastiveMethods.smallOptions(name), 1);
    }

    private static TrainerBuilder trainer() {
        return Trainer.builder().optimizer(Sgd.of(0.05)).batchSize(6).epochs(4).seed(5);
    }

    private static INDArray parameters(Encoder<?> encoder) {
        return encoder.network().parameters().values();
    }

    @ParameterizedTest
    @CsvSource({"byol, online, target", "tico, online, target"})
    void theTrainedEncoderIsTheMainOne(String name, String trained, String average) {
        Encoder<Image> encoder = encoder();
        TrainingResult result = trainer().build().fit(method(name, encoder), DATA);
        assertThat(result.encoders().keySet()).containsExactly("encoder", trained, average);
        assertThat(result.encoder()).isSameAs(encoder).isSameAs(result.encoder(trained));
        assertThat(parameters(result.encoder(average))).isNotEqualTo(parameters(encoder));
        assertThatThrownBy(() -> result.encoder("teacher"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the method has no encoder named 'teacher', it has [encoder, " + trained + ", " + average
                        + "]; ask for one of these with encoder(name)");
    }

    @Test
    void dinoHandsOutItsTeacher() {
        Encoder<Image> encoder = encoder();
        SslMethod<Image> method = method("dino", encoder);
        List<INDArray> watched = new ArrayList<>();
        TrainingResult result = trainer()
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochDone epoch) {
                        watched.add(parameters(epoch.encoders().get(Encoder.NAME)));
                    }
                })
                .build()
                .fit(method, DATA);
        assertThat(watched).hasSize(4).allMatch(each -> each == parameters(result.encoder("teacher")));
        assertThat(result.encoders().keySet()).containsExactly("encoder", "student", "teacher");
        assertThat(result.encoder("student")).isSameAs(encoder);
        assertThat(method.trainedEncoder()).isEqualTo("student");
        assertThat(parameters(result.encoder()))
                .isEqualTo(parameters(result.encoder("teacher")))
                .isEqualTo(method.state().arrays().get("network/target-encoder").array())
                .isNotEqualTo(parameters(encoder));
    }

    /** The teacher hardly moves, so a run with the small crops and one without differ only in what the student sees. */
    @Test
    void theTeachersStatisticsAreThoseOfItsOwnActivations() {
        Map<String, String> still = new HashMap<>(NonContrastiveMethods.smallOptions("dino"));
        still.putAll(Map.of("momentum", "1", "momentum-final", "1"));
        SslMethod<Image> method = SslMethods.create("dino", encoder(), still, 1);
        TrainingResult result = trainer().build().fit(method, DATA);
        Encoder<Image> start = encoder();
        for (Segment segment : start.network().parameters().segments()) {
            INDArray teacher = Parameters.view(parameters(result.encoder()), segment);
            INDArray before = Parameters.view(parameters(start), segment);
            INDArray student = Parameters.view(parameters(result.encoder("student")), segment);
            if (segment.trained()) {
                assertThat(teacher).as(segment.name()).isEqualTo(before);
            } else {
                assertThat(teacher).as(segment.name()).isNotEqualTo(before).isNotEqualTo(student);
            }
        }
    }

    @Test
    void aRunThatResumesHandsOutTheSameBits(@TempDir Path folder) {
        TrainingResult whole = trainer().build().fit(method("dino", encoder()), DATA);
        trainer()
                .epochs(4)
                .maxTime(Duration.ofNanos(1))
                .checkpoints(folder, Every.steps(1))
                .build()
                .fit(method("dino", encoder()), DATA);
        TrainingResult resumed =
                trainer().checkpoints(folder, Every.steps(1)).build().resume(method("dino", encoder()), DATA);
        assertThat(resumed.steps()).isEqualTo(whole.steps());
        for (String name : List.of("encoder", "student")) {
            assertThat(parameters(resumed.encoder(name))).isEqualTo(parameters(whole.encoder(name)));
        }
    }

    /** With a second task the encoder that both train is the main one; the teacher follows it and is there by name. */
    @Test
    void severalTasksHandOutTheEncoderThatAllTrain() {
        Encoder<Image> encoder = encoder();
        Map<String, String> options = new HashMap<>();
        for (String name : List.of("dino", "byol")) {
            NonContrastiveMethods.smallOptions(name).forEach((key, value) -> options.put(name + "." + key, value));
        }
        options.put("dino.decay-growth", "1");
        TrainingResult result =
                trainer().epochs(1).build().fit(SslMethods.create("dino+byol", encoder, options, 1), DATA);
        assertThat(result.encoder()).isSameAs(encoder);
        assertThat(result.encoders().keySet())
                .containsExactly("encoder", "dino/student", "dino/teacher", "byol/online", "byol/target");
        assertThat(parameters(result.encoder("dino/teacher"))).isNotEqualTo(parameters(encoder));
    }

    /** BYOL's target runs before its online network and in the same memory, as if there were only one encoder. */
    @Test
    void theMemoryOfARunHasTheTrainedEncoderOnce() {
        long one = MemoryEstimate.of(method("simsiam", encoder()), DATA, 6).activations();
        assertThat(MemoryEstimate.of(method("byol", encoder()), DATA, 6).activations())
                .isEqualTo(one)
                .isPositive();
    }

    @Test
    void methodsWithSmallCropsGetAnEncoderThatTakesThem() {
        var images = Modalities.named("image");
        assertThat(SslMethods.named("byol").encoders(images).get(0)).isEqualTo("resnet-xs");
        for (String name : List.of("swav", "dino", "byol+swav", "swav+byol")) {
            assertThat(SslMethods.named(name).encoders(images)).first().isEqualTo("resnet-s");
            assertThat(SslMethods.named(name).encoders(images)).doesNotContain("resnet-xs");
        }
        var series = Modalities.named("series");
        assertThat(SslMethods.named("dino").encoders(series)).isEqualTo(series.encoders());
    }

    /** Every encoder that is offered for small crops takes them. */
    @Test
    void everyEncoderOfAnySizeIsAccepted() {
        ImageInput input = ImageInput.of(16, 16, 1);
        for (String name : NamedImageEncoder.namesOfAnySize()) {
            if (name.equals("resnet50")) {
                continue;
            }
            Encoder<Image> any = NamedImageEncoder.named(name).create(input, 8, 1);
            assertThat(method("swav", any).views().layout()).hasSize(2);
        }
        assertThatThrownBy(() -> method("swav", ImageEncoders.resNetXs(input, 1)))
                .hasMessageContaining("(by name: resnet-s, tiny, tiny-plain, resnet18, resnet50)");
    }
}
