package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointDirectory;
import io.ssl4j.core.checkpoint.CheckpointFile;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.checkpoint.CheckpointReader;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.optim.BiasAndNorm;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The files of a run: which are there, which is taken, and what happens when one is damaged or cannot be written. */
class CheckpointDirectoryTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    @TempDir
    Path directory;

    @Test
    void theNewestTwoAreKeptAndNothingElseIsLeft() throws IOException {
        TrainingResult result = trainer().fit(new ToyMethod(1), DATA);
        assertThat(names()).containsExactly("checkpoint-000000008.ssl4j", "checkpoint-000000010.ssl4j");
        assertThat(result.checkpoint()).contains(directory.resolve("checkpoint-000000010.ssl4j"));
        Checkpoint latest = Checkpoint.latest(directory).orElseThrow();
        assertThat(latest.step()).isEqualTo(10);
        assertThat(latest.epoch()).isEqualTo(1);
        assertThat(latest.method()).isEqualTo("toy");
        assertThat(latest.libraryVersion()).isNotBlank();
    }

    @Test
    void digitsOfTheDefaultLocaleAreInNoName() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
        try {
            assertThat("%d".formatted(1)).isNotEqualTo("1");
            assertThat(new CheckpointDirectory(directory).path(1200)).hasFileName("checkpoint-000001200.ssl4j");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void withoutCheckpointsThereIsNoLatest() {
        assertThat(Checkpoint.latest(directory)).isEmpty();
        assertThat(Checkpoint.latest(directory.resolve("nowhere"))).isEmpty();
    }

    /** A checkpoint of this test's run that version 0.1.0 wrote after eight steps. */
    @Test
    void aFileOfThisVersionIsGoneOnFromByTheNext() throws IOException {
        TrainingResult expected = trainer().fit(new ToyMethod(1), DATA);
        Path file = directory.resolve("stored");
        try (InputStream stored = CheckpointDirectoryTest.class.getResourceAsStream("/train/checkpoint-0.1.0.ssl4j")) {
            Files.copy(stored, file);
        }
        TrainingResult resumed = trainer().resumeFrom(file, new ToyMethod(2), DATA);
        assertThat(resumed.epochLosses()).isEqualTo(expected.epochLosses());
    }

    /** Every thirteenth byte: {@link CheckpointFileTest} refuses a file that is cut or changed at any byte at all. */
    @Test
    void whereverTheNewestIsCutOrChangedTheOneBeforeItIsTaken() throws IOException {
        trainer().fit(new ToyMethod(1), DATA);
        Path newest = directory.resolve("checkpoint-000000010.ssl4j");
        byte[] whole = Files.readAllBytes(newest);
        for (int i = 0; i < whole.length; i += 13) {
            Files.write(newest, Arrays.copyOf(whole, i));
            assertThat(Checkpoint.latest(directory).orElseThrow().step())
                    .as("cut to %d", i)
                    .isEqualTo(8);
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << i % 8);
            Files.write(newest, changed);
            assertThat(Checkpoint.latest(directory).orElseThrow().step())
                    .as("changed at %d", i)
                    .isEqualTo(8);
        }
    }

    @Test
    void aDamagedNewestIsPassedOver() throws IOException {
        TrainingResult expected = trainer().fit(new ToyMethod(1), DATA);
        damage("checkpoint-000000010.ssl4j");
        assertThat(Checkpoint.latest(directory).orElseThrow().step()).isEqualTo(8);
        TrainingResult resumed = trainer().resume(new ToyMethod(2), DATA);
        assertThat(resumed.epochLosses()).isEqualTo(expected.epochLosses());
        assertThat(names()).containsExactly("checkpoint-000000008.ssl4j", "checkpoint-000000010.ssl4j");
        assertThat(Checkpoint.latest(directory).orElseThrow().step()).isEqualTo(10);
    }

    @Test
    void ifAllAreDamagedTheNewestIsNamed() throws IOException {
        trainer().fit(new ToyMethod(1), DATA);
        damage("checkpoint-000000008.ssl4j");
        damage("checkpoint-000000010.ssl4j");
        assertThatThrownBy(() -> Checkpoint.latest(directory))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("checkpoint-000000010.ssl4j: it is cut short");
    }

    @Test
    void aNewRunDoesNotOverwriteAnother() throws IOException {
        trainer().fit(new ToyMethod(1), DATA);
        assertThatThrownBy(() -> trainer().fit(new ToyMethod(1), DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a new run begins in a directory without checkpoints, but there is "
                        + directory.resolve("checkpoint-000000010.ssl4j")
                        + "; continue that run with resume(method, dataset), or choose another directory");
        assertThat(names()).hasSize(2);
    }

    @Test
    void resumingNeedsACheckpoint() {
        assertThatThrownBy(() -> trainer().resume(new ToyMethod(1), DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("to resume, " + directory
                        + " must hold a checkpoint, it holds none; begin a run with fit(method, dataset)");
        Trainer without =
                Trainer.builder().optimizer(new MomentumOptimizer(0.1, 0.9, 0)).build();
        assertThatThrownBy(() -> without.resume(new ToyMethod(1), DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a trainer must know where the checkpoints are, none was set");
    }

    @Test
    void otherSettingsAreNamed() {
        trainer().fit(new ToyMethod(1), DATA);
        Path newest = directory.resolve("checkpoint-000000010.ssl4j");
        assertThatThrownBy(() -> builder().batchSize(8).build().resume(new ToyMethod(1), DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessage("checkpoint " + newest + ": a run resumes under the settings that it began with; it was"
                        + " written with batchSize = 4, this run has batchSize = 8; set batchSize to 4, or begin a new"
                        + " run in another directory");
        assertThatThrownBy(() -> builder().seed(9).build().resume(new ToyMethod(1), DATA))
                .hasMessageContaining("it was written with seed = 0, this run has seed = 9");
        assertThatThrownBy(() -> builder().clipGradientNorm(2).build().resume(new ToyMethod(1), DATA))
                .hasMessageContaining("it was written with clipping = NoClipping[], this run has clipping ="
                        + " NormClipping[maxNorm=2.0]");
        assertThatThrownBy(() -> builder().schedule(Schedules.cosine()).build().resume(new ToyMethod(1), DATA))
                .hasMessageContaining("it was written with schedule = constant");
        assertThatThrownBy(() -> trainer().resume(new ToyMethod(1), new Vectors(44, ToyMethod.LENGTH, 7)))
                .hasMessageContaining(
                        "a run resumes on the data that it began with, but there were 40 samples, there are 44");
    }

    @Test
    void otherRatesAndGroupsAreNamed() {
        trainer().fit(new ToyMethod(1), DATA);
        assertThatThrownBy(() -> builder()
                        .weightDecaySchedule(Schedules.cosine(10))
                        .build()
                        .resume(new ToyMethod(1), DATA))
                .hasMessageContaining("it was written with weightDecaySchedule = constant, this run has"
                        + " weightDecaySchedule = cosine(finalFactor=10.0)");
        assertThatThrownBy(() -> builder().learningRatePer(256).build().resume(new ToyMethod(1), DATA))
                .hasMessageContaining("it was written with learningRate = learning rate 0.1 as given, for 4 samples per"
                        + " update, this run has learningRate = learning rate 0.0015625 = 0.1 per 256 samples");
        ToyMethod constant = new ToyMethod(1);
        constant.projectorGroup = group -> group.withConstantLearningRate().withWeightDecay(0.5);
        float[] before = constant.encoder.parameters().values().toFloatVector();
        assertThatThrownBy(() -> trainer().resume(constant, DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("it was written with the group 'projector' = learningRateScale=1.0,"
                        + " schedule=the run's, weightDecay=the optimizer's, weightDecaySchedule=the run's,"
                        + " decayBiasAndNorm=false, frozenUntilStep=0, this run has the group 'projector' ="
                        + " learningRateScale=1.0, schedule=constant, weightDecay=0.5,");
        assertThat(constant.encoder.parameters().values().toFloatVector()).containsExactly(before);
    }

    @Test
    void anotherTreatmentOfBiasesAndNormsIsNamed() {
        trainer().fit(new ToyMethod(1), DATA);
        ToyMethod decayed = new ToyMethod(1);
        decayed.projectorGroup =
                group -> group.withBiasAndNorm(BiasAndNorm.usual().withDecay());
        assertThatThrownBy(() -> trainer().resume(decayed, DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("decayBiasAndNorm=false, frozenUntilStep=0, this run has")
                .hasMessageContaining("decayBiasAndNorm=decayed, frozenUntilStep=0");
    }

    @Test
    void otherSettingsOfTheMethodOrItsViewsAreNamed() {
        trainer().fit(new Worded("temperature 0.5", "crop from 0.08\nflip\n"), DATA);
        Worded cooler = new Worded("temperature 0.2", "crop from 0.08\nflip\n");
        assertThatThrownBy(() -> trainer().resume(cooler, DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining(
                        "it was written with methodSettings = temperature 0.5, this run has methodSettings ="
                                + " temperature 0.2");
        assertThatThrownBy(() -> trainer().resume(new Worded("temperature 0.5", "crop from 0.2"), DATA))
                .hasMessageContaining(
                        "it was written with views = crop from 0.08; flip, this run has views = crop from 0.2");
    }

    /** A method that says what it was configured with. */
    private static final class Worded extends ToyMethod {

        private final String settings;
        private final String views;

        Worded(String settings, String views) {
            super(1);
            this.settings = settings;
            this.views = views;
        }

        @Override
        public String settings() {
            return settings;
        }

        @Override
        public ViewGenerator<float[]> views() {
            ViewGenerator<float[]> pairs = super.views();
            return new ViewGenerator<>() {
                @Override
                public List<ViewSpec> layout() {
                    return pairs.layout();
                }

                @Override
                public String describe() {
                    return views;
                }

                @Override
                public void write(float[] sample, RandomKey key, ViewSlot slot) {
                    pairs.write(sample, key, slot);
                }
            };
        }
    }

    @Test
    void anotherArchitectureIsNamedAndNothingIsTouched() {
        trainer().fit(new ToyMethod(1), DATA);
        ToyMethod wider = new ToyMethod(1, 8);
        double before = wider.encoder.weight().sumNumber().doubleValue();
        assertThatThrownBy(() -> trainer().resume(wider, DATA))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageEndingWith("the architecture of network 'encoder' must be the same; at parameter 0 it has"
                        + " 'W WEIGHT [6, 6] c', the method has 'W WEIGHT [6, 8] c'; resume with the method and"
                        + " networks that the run began with");
        assertThat(wider.encoder.weight().sumNumber().doubleValue()).isEqualTo(before);
    }

    @Test
    void otherMethodStateIsNamed() throws IOException {
        trainer().fit(new ToyMethod(1), DATA);
        CheckpointFile file = CheckpointReader.read(directory.resolve("checkpoint-000000010.ssl4j"));
        INDArray bank = Nd4j.create(40, 4);
        LiveState other =
                new LiveState(List.of(), MethodState.empty().array("bank", bank, MethodState.Merge.KEEP_LOCAL));
        assertThatThrownBy(() -> other.restore(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("its array 'method/bank' is FLOAT [40, 3], the run's is FLOAT [40, 4]");
        LiveState more =
                new LiveState(List.of(), MethodState.empty().array("queue", bank, MethodState.Merge.KEEP_LOCAL));
        assertThatThrownBy(() -> more.restore(file))
                .hasMessageContaining("the run has an array 'method/queue', it does not");
        assertThatThrownBy(() -> new LiveState(List.of(), MethodState.empty()).restore(file))
                .hasMessageContaining("it has an array 'parameters/encoder', the run does not");
    }

    @Test
    void aFullDiskLeavesTheCheckpointBefore() throws IOException {
        CheckpointDirectory files = new CheckpointDirectory(directory);
        Path before = files.write(1, 2, stream -> stream.write(1));
        assertThatThrownBy(() -> files.write(2, 2, stream -> {
                    stream.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write checkpoint " + directory.resolve("checkpoint-000000002.ssl4j")
                        + ": java.io.IOException: No space left on device; the earlier one is unchanged: " + before
                        + "; make room or choose another directory, then resume");
        assertThat(names()).containsExactly("checkpoint-000000001.ssl4j");
    }

    @Test
    void aRunThatCannotWriteGoesOnFromTheCheckpointBefore() throws IOException {
        TrainingResult expected = trainer().fit(new ToyMethod(1), DATA);
        for (String name : names()) {
            Files.delete(directory.resolve(name));
        }
        Path inTheWay = Files.createDirectories(directory.resolve("checkpoint-000000008.ssl4j.tmp/x"));
        assertThatThrownBy(() -> trainer().fit(new ToyMethod(1), DATA))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write checkpoint " + directory.resolve("checkpoint-000000008.ssl4j"))
                .hasMessageContaining(
                        "the earlier one is unchanged: " + directory.resolve("checkpoint-000000004.ssl4j"));
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        TrainingResult resumed = trainer().resume(new ToyMethod(2), DATA);
        assertThat(CheckpointBits.of(resumed)).isEqualTo(CheckpointBits.of(expected));
    }

    @Test
    void whatAKilledProcessLeftIsNoCheckpointAndGoes() throws IOException {
        Files.writeString(directory.resolve("checkpoint-000000003.ssl4j.tmp"), "half");
        Files.writeString(directory.resolve("notes.tmp"), "mine");
        assertThat(Checkpoint.latest(directory)).isEmpty();
        trainer().fit(new ToyMethod(1), DATA);
        assertThat(names()).containsExactly("checkpoint-000000008.ssl4j", "checkpoint-000000010.ssl4j", "notes.tmp");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        CheckpointDirectory files = new CheckpointDirectory(file);
        assertThatThrownBy(() -> files.write(3, 2, stream -> stream.write(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write checkpoint " + file)
                .hasMessageContaining("there is no earlier one");
    }

    private Trainer trainer() {
        return builder().build();
    }

    private TrainerBuilder builder() {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(1)
                .batchSize(4)
                .checkpoints(directory, Every.steps(4));
    }

    private void damage(String name) throws IOException {
        Path file = directory.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
