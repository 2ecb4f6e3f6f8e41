package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.VectorInput;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.ImageInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run resumes only on the data, and with the preprocessing and the chunks, that it began with. */
class ResumedDataTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);
    private static final ImageDataset IMAGES = SyntheticImages.noise(40, 8, 8, 1, 3);
    private static final ImageInput INPUT = ImageInput.of(8, 8, 1);

    @TempDir
    Path directory;

    @Test
    void otherDataOfEqualSizeIsRefusedAndTheFirstSampleNamed() {
        stopped().fit(new ToyMethod(1), DATA);
        assertThatThrownBy(() -> whole().resume(new ToyMethod(1), new Vectors(40, ToyMethod.LENGTH, 8)))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessage("checkpoint " + directory.resolve("checkpoint-000000005.ssl4j")
                        + ": a run resumes on the data that it began with, but sample 0 ('0') holds something else;"
                        + " bring the data back, or begin a new run in another directory; to go on with changed data,"
                        + " add .dataCheck(DataCheck.defaults().accepting())");
    }

    @Test
    void aSingleReplacedSampleIsNamed() {
        stopped().fit(new ToyMethod(1), DATA);
        List<float[]> samples = samples();
        samples.set(23, new float[ToyMethod.LENGTH]);
        assertThatThrownBy(() -> whole().resume(new ToyMethod(1), Dataset.of(samples)))
                .hasMessageContaining("but sample 23 ('23') holds something else");
    }

    @Test
    void anotherNameIsNamedWithoutReadingASample() {
        AtomicInteger reads = new AtomicInteger();
        stopped().fit(new ToyMethod(1), named(index -> "file" + index, reads));
        int before = reads.get();
        Trainer names = builder().dataCheck(DataCheck.namesOnly()).build();
        assertThatThrownBy(() ->
                        names.resume(new ToyMethod(1), named(index -> index == 23 ? "new" : "file" + index, reads)))
                .hasMessageContaining("but sample 23 was 'file23', it is 'new'");
        assertThat(reads.get()).isEqualTo(before);
        assertThatThrownBy(() -> builder()
                        .dataCheck(DataCheck.contents(2))
                        .build()
                        .resume(new ToyMethod(1), named(index -> "f" + index, reads)))
                .hasMessageContaining("but sample 0 was 'file0', it is 'f0'");
    }

    @Test
    void aNameBetweenTheSamplesLookedAtIsFoundToo() {
        Trainer few =
                builder().dataCheck(DataCheck.contents(4)).control(stopAtFive()).build();
        few.fit(new ToyMethod(1), named(index -> "file" + index, new AtomicInteger()));
        assertThatThrownBy(() -> whole().resume(
                                new ToyMethod(1),
                                named(index -> index == 13 ? "new" : "file" + index, new AtomicInteger())))
                .hasMessageContaining("but a sample after 10 ('file10') and before sample 20 has another name");
    }

    @Test
    void asManySamplesAreReadAsTheCheckSays() {
        AtomicInteger reads = new AtomicInteger();
        Dataset<float[]> data = named(index -> "file" + index, reads);
        RunData<float[]> fed = new RunData<>(new ToyMethod(1), data, DataCheck.contents(7), new RunWarnings());
        fed.begin();
        assertThat(reads).hasValue(7);
        new RunData<>(new ToyMethod(1), data, DataCheck.namesOnly(), new RunWarnings()).begin();
        assertThat(reads).hasValue(7);
    }

    @Test
    void changedDataIsAcceptedIfAskedFor() {
        stopped().fit(new ToyMethod(1), DATA);
        Vectors other = new Vectors(40, ToyMethod.LENGTH, 8);
        Trainer accepting =
                builder().dataCheck(DataCheck.defaults().accepting()).build();
        assertThat(accepting.resume(new ToyMethod(1), other).stopReason()).isEqualTo(StopReason.COMPLETED);
        // From now on that is the data of the run.
        whole().resume(new ToyMethod(1), other);
        assertThatThrownBy(() -> whole().resume(new ToyMethod(1), DATA)).hasMessageContaining("sample 0 ('0')");
    }

    @Test
    void aRunThatLostSamplesKeepsItsStepsAndEndsWithItsEpochs() {
        builder().control(stopAtFive()).build().fit(new GraphMethod(1), IMAGES);
        ImageDataset fewer = IMAGES.select(IntStream.range(0, 18).toArray());
        TrainingResult result =
                builder().dataCheck(DataCheck.defaults().accepting()).build().resume(new GraphMethod(1), fewer);
        // Five steps of the first epoch are more than its new four; the second epoch has four.
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(result.steps()).isEqualTo(5 + 4);
        assertThat(result.epochLosses()).hasSize(2);
    }

    @Test
    void anotherNormalisationIsRefusedWithItsNumbers() {
        stopped().fit(new GraphMethod(1), IMAGES);
        ImageInput other = INPUT.withNormalization(new float[] {0.4f}, new float[] {0.5f});
        assertThatThrownBy(() -> whole().resume(new GraphMethod(1, other, 0), IMAGES))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining(
                        "a run resumes with the preprocessing that it began with, but the input of encoder"
                                + " 'encoder' was 8 x 8 x 1 NHWC, mean [0.5], deviation [0.5], it is 8 x 8 x 1 NHWC, mean"
                                + " [0.4], deviation [0.5]; make the encoder with the input of the beginning");
        whole().resume(new GraphMethod(1), IMAGES);
    }

    @Test
    void anotherPreprocessingOfSamplesOfYourOwnIsRefusedByItsRows() {
        stopped().fit(new Purchases(vector -> vector), DATA);
        assertThatThrownBy(() -> whole().resume(new Purchases(ResumedDataTest::halved), DATA))
                .hasMessageContaining("a run resumes with the preprocessing that it began with, but sample 0 ('0')"
                        + " becomes other rows");
        whole().resume(new Purchases(vector -> vector), DATA);
    }

    @Test
    void anotherChunkSizeIsRefused() {
        stopped().fit(new GraphMethod(1, INPUT, 4), IMAGES);
        assertThatThrownBy(() -> whole().resume(new GraphMethod(1, INPUT, 6), IMAGES))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining(
                        "it was written with the rows in a pass through network 'encoder' = in chunks of 4"
                                + " rows, this run has the rows in a pass through network 'encoder' = in chunks of 6 rows");
        assertThatThrownBy(() -> whole().resume(new GraphMethod(1), IMAGES))
                .hasMessageContaining("= in chunks of 4 rows, this run has the rows in a pass through network 'encoder'"
                        + " = all at once");
        whole().resume(new GraphMethod(1, INPUT, 4), IMAGES);
    }

    @Test
    void theFingerprintOfTheBeginningStaysInLaterCheckpoints() {
        stopped().fit(new ToyMethod(1), DATA);
        String first = fingerprint();
        builder().dataCheck(DataCheck.namesOnly()).build().resume(new ToyMethod(1), DATA);
        assertThat(Checkpoint.latest(directory).orElseThrow().step()).isEqualTo(20);
        assertThat(fingerprint()).isEqualTo(first).startsWith("40\n0\t");
    }

    @Test
    void aNegativeNumberOfContentsIsRefused() {
        assertThatThrownBy(() -> DataCheck.contents(-1))
                .hasMessage("the number of samples to compare must be at least 0, got -1; 0 compares none");
    }

    private String fingerprint() {
        return Checkpoint.latest(directory).orElseThrow().file().text("data/fingerprint");
    }

    private static float[] halved(float[] vector) {
        float[] halves = new float[vector.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = vector[i] / 2;
        }
        return halves;
    }

    /** A method on samples that only its user knows. */
    private static final class Purchases extends ToyMethod {

        private final UnaryOperator<float[]> features;

        Purchases(UnaryOperator<float[]> features) {
            super(1);
            this.features = features;
        }

        @Override
        public Map<String, Encoder<?>> encoders() {
            return Map.of(
                    Encoder.NAME, Encoder.of(encoder, new VectorInput<>("purchase", float[].class, LENGTH, features)));
        }
    }

    private static List<float[]> samples() {
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < DATA.size(); i++) {
            samples.add(DATA.get(i));
        }
        return samples;
    }

    private static Dataset<float[]> named(Function<Integer, String> names, AtomicInteger reads) {
        return new Dataset<>() {
            @Override
            public int size() {
                return DATA.size();
            }

            @Override
            public float[] get(int index) {
                reads.incrementAndGet();
                return DATA.get(index);
            }

            @Override
            public String name(int index) {
                return names.apply(index);
            }
        };
    }

    private Trainer stopped() {
        return builder().control(stopAtFive()).build();
    }

    private Trainer whole() {
        return builder().build();
    }

    private final RunControl control = new RunControl();

    private RunControl stopAtFive() {
        return control;
    }

    private TrainerBuilder builder() {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.01, 0.9, 0))
                .epochs(2)
                .batchSize(4)
                .checkpoints(directory, Every.epochs(9))
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        if (step.step() == 5) {
                            control.stop();
                        }
                    }
                });
    }
}
