package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterUpdater;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.DivergenceException;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every method must do that a command line can make: each that {@link java.util.ServiceLoader} finds in a module
 * is trained on small images as a user would train it.
 */
public abstract class MethodContract {

    private static final int BATCH = 6;
    private static final ImageInput GRAY = ImageInput.of(12, 12, 1);

    /** Options that make a method small enough for a test. */
    protected abstract Map<String, String> smallOptions(String method);

    /** The methods of a module, for {@link MethodSource}. */
    protected static Stream<SslMethodProvider> of(Class<?> moduleClass) {
        return SslMethods.all().stream()
                .filter(provider -> location(provider.getClass()).equals(location(moduleClass)));
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    private SslMethod<Image> method(SslMethodProvider provider, Encoder<Image> encoder) {
        return SslMethods.create(provider.name(), encoder, smallOptions(provider.name()), 1);
    }

    private SslMethod<Image> method(SslMethodProvider provider) {
        return method(provider, ImageEncoders.tiny(GRAY, 3));
    }

    private static LabeledImageDataset images(int size, int channels) {
        int[] everyClassInTurn =
                IntStream.range(0, size).map(i -> i % 4 * 8 + i / 4).toArray();
        return SyntheticImages.patterns(8, 4, 12, channels, 7).select(everyClassInTurn);
    }

    private static TrainerBuilder trainer(int batchSize) {
        return Trainer.builder()
                .optimizer(Sgd.of(0.02).withMomentum(0.9))
                .batchSize(batchSize)
                .epochs(2)
                .seed(5);
    }

    /** Each update is judged by the loss of the same batch with the method's state as it was before the step. */
    @ParameterizedTest
    @MethodSource("methods")
    void stepsLowerTheLossOfAFixedBatch(SslMethodProvider provider) {
        SslMethod<Image> method = method(provider);
        RunInfo run = run(method, images(BATCH * 3, 1));
        method.prepare(run);
        StepContext context = new StepContext(0, 0, run.length(), RandomKey.of(9));
        try (BatchLoader<Image> loader = loader(method, BATCH * 3)) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            StateSnapshot state = StateSnapshot.of(method.state());
            double before = method.step(batch, context).loss();
            Optimizer optimizer = Sgd.of(descentRate(provider.name()));
            List<ParameterUpdater> updaters =
                    method.parameterGroups().stream().map(optimizer::updater).toList();
            for (int step = 0; step < 10; step++) {
                state.restore();
                networks(method).forEach(network -> network.parameters().zeroGradients());
                method.step(batch, context);
                updaters.forEach(updater -> updater.update(optimizer.learningRate(), 0));
            }
            state.restore();
            assertThat(method.step(batch, context).loss()).isLessThan(before);
        }
    }

    /** Small enough that ten steps go down on every loss of the module. */
    protected double descentRate(String method) {
        return 0.01;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aRunThatWasKilledAndResumedGivesTheBitsOfOneThatWasNot(SslMethodProvider provider, @TempDir Path directory) {
        LabeledImageDataset data = images(22, 1);
        SslMethod<Image> whole = method(provider);
        trainer(BATCH).build().fit(whole, data);

        SslMethod<Image> killed = method(provider);
        assertThatThrownBy(() -> trainer(BATCH)
                        .checkpoints(directory, Every.steps(2))
                        .listener(killedAfter(5))
                        .build()
                        .fit(killed, data))
                .hasMessage("killed");
        SslMethod<Image> resumed = method(provider);
        trainer(BATCH).checkpoints(directory, Every.steps(2)).build().resume(resumed, data);
        assertThat(bits(resumed)).isEqualTo(bits(whole)).isNotEqualTo(bits(killed));
    }

    private static TrainingListener killedAfter(int steps) {
        return new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                if (step.step() == steps) {
                    throw new IllegalStateException("killed");
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameSeedGivesTheSameBitsWithAnyNumberOfLoaderThreads(SslMethodProvider provider) {
        SslMethod<Image> one = method(provider);
        SslMethod<Image> two = method(provider);
        SslMethod<Image> other = method(provider);
        trainer(BATCH).epochs(1).build().fit(one, images(18, 1));
        trainer(BATCH).epochs(1).loaderThreads(2).build().fit(two, images(18, 1));
        trainer(BATCH).epochs(1).seed(6).build().fit(other, images(18, 1));
        assertThat(bits(two)).isEqualTo(bits(one)).isNotEqualTo(bits(other));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSmallerLastBatchIsHandledOrRefusedBeforeTheFirstStep(SslMethodProvider provider) {
        handledOrRefused(provider, trainer(BATCH).dropLast(false), 22, 4);
        handledOrRefused(provider, trainer(BATCH).dropLast(false), 19, 1);
    }

    /** Most methods compare samples and refuse it; rotation prediction learns from each by itself. */
    @ParameterizedTest
    @MethodSource("methods")
    void aBatchOfOneIsHandledOrRefusedBeforeTheFirstStep(SslMethodProvider provider) {
        handledOrRefused(provider, trainer(1), 4, 1);
    }

    /** What is too small for a method is what it says of itself; four batches of the rest are trained on. */
    private void handledOrRefused(SslMethodProvider provider, TrainerBuilder trainer, int samples, int smallestBatch) {
        SslMethod<Image> method = method(provider);
        if (method.minimumBatchSize() <= smallestBatch) {
            assertThat(trainer.epochs(1).build().fit(method, images(samples, 1)).steps())
                    .isEqualTo(4);
        } else {
            refused(provider, trainer, samples);
        }
    }

    private void refused(SslMethodProvider provider, TrainerBuilder trainer, int samples) {
        SslMethod<Image> method = method(provider);
        String before = bits(method.parameterGroups().get(0).network());
        assertThatThrownBy(() -> trainer.build().fit(method, images(samples, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + provider.name() + "' needs batches of");
        assertThat(bits(method.parameterGroups().get(0).network())).isEqualTo(before);
    }

    /** A plan makes steps, and puts back everything that they change. */
    @ParameterizedTest
    @MethodSource("methods")
    void aPlanLeavesTheMethodAsItWas(SslMethodProvider provider) {
        SslMethod<Image> planned = method(provider);
        trainer(BATCH).build().plan(planned, images(12, 1));
        trainer(BATCH).build().fit(planned, images(12, 1));
        SslMethod<Image> straight = method(provider);
        trainer(BATCH).build().fit(straight, images(12, 1));
        assertThat(bits(planned)).isEqualTo(bits(straight));
    }

    /** Batch norm needs two rows of each group: chunks that have them are trained on, smaller ones are refused. */
    @ParameterizedTest
    @MethodSource("methods")
    void chunksTooSmallForBatchNormAreRefusedBeforeTheFirstStep(SslMethodProvider provider) {
        int least = 2 * method(provider).statisticGroups();
        SslMethod<Image> inChunks = method(provider, ImageEncoders.tiny(GRAY, 3).inChunks(least));
        assertThat(trainer(BATCH).epochs(1).build().fit(inChunks, images(12, 1)).steps())
                .isEqualTo(2);

        SslMethod<Image> inSmaller =
                method(provider, ImageEncoders.tiny(GRAY, 3).inChunks(least - 1));
        assertThatThrownBy(() -> trainer(BATCH).build().fit(inSmaller, images(12, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "network 'encoder' of method '" + provider.name() + "' has batch norm, which in training needs"
                                + " at least 2 rows in each of " + least / 2 + " group(s), got chunks of " + (least - 1)
                                + " row(s); use chunks of at least " + least + ", or a network without batch norm");
    }

    /**
     * A loss that compares with {@code >}, where nothing is larger than NaN, would not notice. (A view that is not a
     * number does not come so far: the loader refuses it.)
     */
    @ParameterizedTest
    @MethodSource("methods")
    void anEmbeddingThatIsNotANumberShowsInTheLoss(SslMethodProvider provider) {
        SslMethod<Image> method = method(provider);
        method.prepare(run(method, images(18, 1)));
        try (BatchLoader<Image> loader = loader(method, 18)) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            List<Network> networks = networks(method);
            Parameters last = networks.get(networks.size() - 1).parameters();
            Segment trained = last.segments().stream()
                    .filter(Segment::trained)
                    .reduce((first, second) -> second)
                    .orElseThrow();
            last.values().putScalar(trained.offset() + trained.length() - 1, Double.NaN);
            assertThat(method.step(batch, MethodGradients.firstStep()).loss()).isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void trainsAUsersOwnGraphOnOneChannelAndOnThree(SslMethodProvider provider) {
        for (int channels : new int[] {1, 3}) {
            ImageInput input = ImageInput.of(12, 12, channels);
            Encoder<Image> encoder = OwnGraph.encoder(input);
            INDArray before = encoder.network().parameters().values().dup();
            SslMethod<Image> method = method(provider, encoder);
            trainer(BATCH).epochs(1).build().fit(method, images(18, channels));
            INDArray after = encoder.network().parameters().values();
            Agreement.assertFinite("parameters", after);
            assertThat(after).isNotEqualTo(before);
        }
    }

    /** Of a few dozen pixels a blur leaves nothing to see. */
    @ParameterizedTest
    @MethodSource("methods")
    void theOwnViewsBlurSmallImagesOnlyWhereThePublishedOnesDo(SslMethodProvider provider) {
        SslMethod<Image> method = method(provider, ImageEncoders.tiny(ImageInput.of(32, 32, 3), 3));
        assertThat(method.views().describe().toLowerCase(Locale.ROOT).contains("blur"))
                .isEqualTo(blursSmallImages(provider.name()));
    }

    /** Whether the views that were published for images of 32 pixels have a blur. */
    protected boolean blursSmallImages(String method) {
        return false;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aLearningRateOutOfAllBoundsIsSaidAndNotTrainedWith(SslMethodProvider provider) {
        SslMethod<Image> method = method(provider);
        assertThatThrownBy(() -> Trainer.builder()
                        .optimizer(Sgd.of(1e30))
                        .batchSize(BATCH)
                        .epochs(4)
                        .seed(5)
                        .build()
                        .fit(method, images(18, 1)))
                .isInstanceOf(DivergenceException.class);
    }

    /**
     * All embeddings are made one vector, past ones in queues, banks and averages of squares too: the loss is what the
     * method says of it.
     */
    @ParameterizedTest
    @MethodSource("methods")
    void theLossOfEqualEmbeddingsIsWhatTheMethodSays(SslMethodProvider provider) {
        SslMethod<Image> method = method(provider);
        method.prepare(run(method, images(18, 1)));
        CollapseHints hints = method.collapseHints(BATCH);
        assertThat(hints.remedy()).isNotBlank();
        networks(method).forEach(MethodContract::makeOutputsAlike);
        method.state().arrays().forEach((name, entry) -> {
            if (name.startsWith("network/target-")) {
                entry.array().assign(0);
            } else {
                double ofUnitVector = 1 / Math.sqrt(entry.array().size(-1));
                entry.array().assign(name.equals("covariance") ? ofUnitVector * ofUnitVector : ofUnitVector);
            }
        });
        networks(method).forEach(network -> Optional.ofNullable(
                        method.state().arrays().get("network/target-" + network.name()))
                .ifPresent(target -> target.array().assign(network.parameters().values())));
        try (BatchLoader<Image> loader = loader(method, 18)) {
            loader.startEpoch(0, 0);
            double loss = finiteLoss(method, loader.next());
            hints.lossWhenAlike()
                    .ifPresent(expected -> assertThat(loss).isCloseTo(expected, within(1e-5 * Math.abs(expected))));
        }
    }

    /** A batch of one view of one image over and over: all embeddings are the same, whatever the weights are. */
    @ParameterizedTest
    @MethodSource("methods")
    void identicalImagesGiveAFiniteLossAndFiniteGradients(SslMethodProvider provider) {
        SslMethod<Image> method = method(provider);
        method.prepare(run(method, images(18, 1)));
        try (BatchLoader<Image> loader = loader(method, 18)) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            for (ViewSpec spec : method.views().layout()) {
                INDArray rows = batch.view(spec.name());
                for (long i = 1; i < rows.size(0); i++) {
                    rows.slice(i).assign(rows.slice(0));
                }
            }
            finiteLoss(method, batch);
        }
    }

    /** The loss of a step, which is finite, as all gradients are that it leaves. */
    private static double finiteLoss(SslMethod<Image> method, ViewBatch batch) {
        networks(method).forEach(network -> network.parameters().zeroGradients());
        double loss = method.step(batch, MethodGradients.firstStep()).loss();
        assertThat(loss).isFinite();
        networks(method)
                .forEach(network -> Agreement.assertFinite(
                        "gradient of " + network.name(), network.parameters().gradients()));
        return loss;
    }

    private static void makeOutputsAlike(Network network) {
        INDArray values = network.parameters().values();
        for (Segment segment : network.parameters().segments()) {
            // A last bias of ones, or prototypes that all have the same score.
            double value = segment.kind() == SegmentKind.BIAS ? 1 : 0;
            Parameters.view(values, segment).assign(value);
        }
    }

    private static RunInfo run(SslMethod<Image> method, LabeledImageDataset data) {
        return new RunInfo(
                data.size(),
                BATCH,
                1,
                2,
                new RunLength(6, 3),
                5,
                method.usesLabels() ? Optional.of(data.labels()) : Optional.empty());
    }

    private static BatchLoader<Image> loader(SslMethod<Image> method, int samples) {
        return BatchLoader.open(images(samples, 1), method.views(), BatchConfig.of(BATCH, 1));
    }

    private static List<Network> networks(SslMethod<?> method) {
        return method.parameterGroups().stream().map(group -> group.network()).toList();
    }

    /** Everything that a run leaves: parameters, statistics, and the method's state. */
    private static List<String> bits(SslMethod<?> method) {
        List<String> all = new ArrayList<>();
        networks(method).forEach(network -> all.add(network.name() + bits(network)));
        method.state().arrays().forEach((name, entry) -> all.add(name + bits(entry.array())));
        method.state()
                .counters()
                .forEach((name, entry) -> all.add(name + entry.get().getAsLong()));
        return all;
    }

    private static String bits(Network network) {
        return bits(network.parameters().values());
    }

    private static String bits(INDArray array) {
        return Arrays.toString(array.dup('c').data().asDouble());
    }
}
