package io.ssl4j.eval.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.SeriesNormalization;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Fine-tuning on planted series: class c is a sine of frequency 1 + 2c with random phase and noise. */
class FineTunerTest {

    private static final int LENGTH = 16;
    private static final FineTuneConfig CONFIG = FineTuneConfig.defaults()
            .withEpochs(6)
            .withBatchSize(16)
            .withOptimizer(Optimizers.adamW(1e-2))
            .withAugment(false);
    private static final LabeledSeriesDataset TRAIN = waves(48, 1);
    private static final LabeledSeriesDataset HELD = waves(24, 2);

    @TempDir
    private Path folder;

    @Test
    void learnsPlantedClassesAndChangesOnlyItsOwnCopyOfTheEncoder() {
        Encoder<Series> encoder = encoder(7);
        INDArray before = encoder.network().parameters().values().dup();
        List<Integer> epochs = new ArrayList<>();
        FineTuned<Series> tuned = FineTuner.of(CONFIG.withEpochs(15))
                .reportingTo((epoch, score) -> epochs.add(epoch))
                .fit(encoder, TRAIN, HELD);
        assertThat(epochs)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 15).boxed().toList());
        assertThat(tuned.validation().orElseThrow().accuracy()).isGreaterThan(0.9);
        assertThat(encoder.network().parameters().values()).isEqualTo(before);
        assertThat(tuned.encoder().network().parameters().values()).isNotEqualTo(before);
        assertThat(accuracy(tuned.predictor(), waves(40, 3))).isGreaterThan(0.9);
    }

    @Test
    void theDefaultViewsOfTheModalityAreUsedIfAugmented() {
        FineTuned<Series> tuned =
                FineTuner.of(CONFIG.withAugment(true).withEpochs(12)).fit(encoder(7), TRAIN, HELD);
        assertThat(accuracy(tuned.predictor(), waves(40, 3))).isGreaterThan(0.8);
    }

    @Test
    void theSavedFileIsAPlainDl4jModelThatGivesTheProbabilities() throws IOException {
        FineTuned<Series> tuned = FineTuner.of(CONFIG).fit(encoder(7), TRAIN);
        Path file = folder.resolve("model.zip");
        tuned.predictor().save(file);
        INDArray expected = tuned.predictor().predict(HELD);
        for (double sum : expected.sum(1).toDoubleVector()) {
            assertThat(sum).isCloseTo(1, within(1e-5));
        }

        Predictor<Series> loaded = Predictor.load(file, Series.class);
        assertThat(loaded.task()).isEqualTo(Predictor.Task.CLASSES);
        assertThat(loaded.names()).containsExactly("slow", "fast");
        assertThat(loaded.predict(HELD)).isEqualTo(expected);

        ComputationGraph plain = ModelSerializer.restoreComputationGraph(file.toFile());
        float[] served = loaded.freeze().embed(HELD.get(0));
        INDArray direct = plain.outputSingle(row(HELD.get(0)));
        for (int c = 0; c < 2; c++) {
            assertThat(served[c]).isCloseTo((float) expected.getDouble(0, c), within(1e-5f));
            assertThat(direct.getDouble(0, c)).isCloseTo(expected.getDouble(0, c), within(1e-5));
        }
    }

    private static INDArray row(Series series) {
        long[] shape = SeriesInput.of(TRAIN).rows().get(0).shape();
        long[] batch = LongStream.concat(LongStream.of(1), LongStream.of(shape)).toArray();
        return Nd4j.create(series.channel(0), batch, 'c');
    }

    @Test
    void anEncoderFileHoldsNoPredictor() throws IOException {
        Path file = folder.resolve("encoder.zip");
        encoder(7).save(file);
        assertThatThrownBy(() -> Predictor.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an encoder without a head")
                .hasMessageContaining("fine-tune it first");
    }

    @Test
    void aResumedRunGivesTheSameBits() {
        FineTuneConfig config = CONFIG.withLayerDecay(0.8).withBodyRate(0.5).withFrozenEpochs(1);
        Examples<Series> train = Examples.of(TRAIN);
        Optional<Examples<Series>> held = Optional.of(Examples.of(HELD));
        FineTuned<Series> whole = FineTuner.of(config).fit(encoder(7), train, held);

        RunControl control = new RunControl();
        FineTuned<Series> half = FineTuner.of(config)
                .trainer(builder -> builder.checkpoints(folder, Every.epochs(1))
                        .control(control)
                        .listener(new StopAfter(10, control)))
                .fit(encoder(7), train, held);
        assertThat(half.run().stopReason()).isEqualTo(StopReason.INTERRUPTED);
        FineTuned<Series> resumed = FineTuner.of(config)
                .trainer(builder -> builder.checkpoints(folder, Every.epochs(1)))
                .resume(encoder(7), train, held);
        assertThat(resumed.validation()).isEqualTo(whole.validation());
        assertThat(resumed.epoch()).isEqualTo(whole.epoch());
        assertThat(resumed.predictor().predict(HELD))
                .isEqualTo(whole.predictor().predict(HELD));
    }

    /** Stops a run after a number of steps. */
    private record StopAfter(long steps, RunControl control) implements TrainingListener {
        @Override
        public void onStep(StepDone step) {
            if (step.step() == steps) {
                control.stop();
            }
        }
    }

    @Test
    void earlyStoppingEndsTheRunAndKeepsTheBestEpoch() {
        // Validation labels that contradict the training labels get worse with every epoch.
        LabeledSeriesDataset opposite = LabeledSeriesDataset.of(
                HELD, IntStream.of(HELD.labels()).map(label -> 1 - label).toArray(), HELD.classNames());
        FineTuned<Series> tuned =
                FineTuner.of(CONFIG.withEpochs(40).withPatience(3)).fit(encoder(7), TRAIN, opposite);
        assertThat(tuned.run().stopReason()).isEqualTo(StopReason.FINISHED_EARLY);
        assertThat(tuned.run().epochLosses()).hasSize(tuned.epoch() + 3);
        assertThat(tuned.history()).hasSize(tuned.epoch() + 3);
        assertThat(tuned.history().get(tuned.epoch() - 1))
                .isEqualTo(tuned.validation().orElseThrow());
        assertThat(accuracy(tuned.predictor(), opposite))
                .isEqualTo(tuned.validation().orElseThrow().accuracy());
        assertThat(tuned.run().message()).contains("finished early");
    }

    @Test
    void aFrozenEncoderStaysAsItIsWhileTheHeadLearns() {
        List<INDArray> bodies = new ArrayList<>();
        FineTuner.of(CONFIG.withFrozenEpochs(2).withEpochs(3))
                .trainer(builder -> builder.listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochDone epoch) {
                        bodies.add(epoch.encoders()
                                .get("encoder")
                                .network()
                                .parameters()
                                .values()
                                .dup());
                    }
                }))
                .fit(encoder(7), TRAIN);
        INDArray pretrained = encoder(7).network().parameters().values();
        assertThat(bodies.get(0)).isEqualTo(pretrained);
        assertThat(bodies.get(1)).isEqualTo(pretrained);
        assertThat(bodies.get(2)).isNotEqualTo(pretrained);
    }

    @Test
    void numbersComeBackInTheirOwnUnits() {
        double[][] amplitudes = IntStream.range(0, TRAIN.size())
                .mapToObj(i -> new double[] {1000 + 50 * TRAIN.label(i)})
                .toArray(double[][]::new);
        Examples<Series> train = new Examples<>(TRAIN, Targets.numbers(amplitudes, List.of("pressure")));
        FineTuned<Series> tuned = FineTuner.of(CONFIG.withEpochs(20)).fit(encoder(7), train, Optional.of(train));
        INDArray predicted = tuned.predictor().predict(TRAIN);
        double error = IntStream.range(0, TRAIN.size())
                .mapToDouble(i -> Math.abs(predicted.getDouble(i, 0) - amplitudes[i][0]))
                .average()
                .orElseThrow();
        assertThat(error).isLessThan(10);
        assertThat(tuned.validation().orElseThrow().accuracy()).isNaN();
    }

    @Test
    void everyLabelHasItsOwnProbability() {
        boolean[][] labels = IntStream.range(0, TRAIN.size())
                .mapToObj(i -> new boolean[] {TRAIN.label(i) == 1, true})
                .toArray(boolean[][]::new);
        Examples<Series> train = new Examples<>(TRAIN, Targets.labels(labels, List.of("fast", "always")));
        FineTuned<Series> tuned = FineTuner.of(CONFIG.withEpochs(12)).fit(encoder(7), train, Optional.of(train));
        assertThat(tuned.validation().orElseThrow().accuracy()).isGreaterThan(0.9);
        INDArray predicted = tuned.predictor().predict(TRAIN);
        assertThat(predicted.getColumn(1).minNumber().doubleValue()).isGreaterThan(0.5);
        assertThat(predicted.getColumn(0).minNumber().doubleValue()).isLessThan(0.5);
    }

    @Test
    void targetsThatDoNotFitAreRejected() {
        assertThatThrownBy(() -> new Examples<>(TRAIN, Targets.classes(new int[] {0, 1}, List.of("a", "b"))))
                .hasMessageContaining("each sample needs a target, got 48 samples and 2 targets");
        assertThatThrownBy(() -> Targets.classes(new int[] {0, 2}, List.of("a", "b")))
                .hasMessageContaining("a class in [0, 2), got 2.0 for sample 1");
        assertThatThrownBy(() -> Targets.classes(new int[] {0, 0}, List.of("a")))
                .hasMessageContaining("nothing to learn");
        assertThatThrownBy(() -> Targets.numbers(new double[][] {{1}, {Double.NaN}}, List.of("y")))
                .hasMessageContaining("a finite number, got NaN for sample 1");
        assertThatThrownBy(() -> FineTuner.of(CONFIG)
                        .fit(
                                encoder(7),
                                Examples.of(TRAIN),
                                Optional.of(
                                        new Examples<>(HELD, Targets.classes(HELD.labels(), List.of("fast", "slow"))))))
                .hasMessageContaining("training and validation need the same targets");
        assertThatThrownBy(() -> FineTuner.of(CONFIG.withFrozenEpochs(6)).fit(encoder(7), TRAIN))
                .hasMessageContaining("at least one epoch, got frozenEpochs 6 of 6 epochs");
    }

    private static double accuracy(Predictor<Series> predictor, LabeledSeriesDataset data) {
        int[] predicted = predictor.predict(data).argMax(1).toIntVector();
        return IntStream.range(0, data.size())
                        .filter(i -> predicted[i] == data.label(i))
                        .count()
                / (double) data.size();
    }

    private static Encoder<Series> encoder(long seed) {
        return SeriesEncoders.dilatedConv(SeriesInput.of(TRAIN, SeriesNormalization.NONE), 4, seed);
    }

    private static LabeledSeriesDataset waves(int size, long seed) {
        RandomStream random = RandomKey.of(seed).child("waves").stream();
        List<Series> all = new ArrayList<>();
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
            double phase = random.uniform(0, 6);
            float[] values = new float[LENGTH];
            for (int t = 0; t < LENGTH; t++) {
                values[t] = (float) (Math.sin(phase + (1 + 2 * labels[i]) * 2 * Math.PI * t / LENGTH)
                        + 0.1 * random.nextGaussian());
            }
            all.add(Series.of(values));
        }
        return LabeledSeriesDataset.of(SeriesDataset.of(all), labels, List.of("slow", "fast"));
    }
}
