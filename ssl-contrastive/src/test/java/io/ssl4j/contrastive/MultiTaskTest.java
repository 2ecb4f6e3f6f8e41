package io.ssl4j.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.contrastive.moco.MoCo;
import io.ssl4j.contrastive.moco.MoCoConfig;
import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.multitask.MultiTask;
import io.ssl4j.core.multitask.MultiTask.Task;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.LoggedText;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two methods over one encoder; {@link ContrastiveMethodTest} trains such a pair as it does every method. */
class MultiTaskTest {

    private static final ImageInput INPUT = ImageInput.of(12, 12, 1);
    private static final LabeledImageDataset DATA = SyntheticImages.patterns(6, 2, 12, 1, 7);
    private static final double WEIGHT = 0.25;

    private static SimClr<Image> simClr(Encoder<Image> encoder) {
        return SimClr.of(encoder, SimClrConfig.defaults());
    }

    private static MoCo<Image> moCo(Encoder<Image> encoder) {
        return MoCo.of(encoder, MoCoConfig.v1().withQueueSize(12).withBatchNormSplits(2));
    }

    private static Encoder<Image> encoder() {
        return ImageEncoders.tiny(INPUT, 3);
    }

    private static MultiTask<Image> both(Encoder<Image> encoder) {
        return MultiTask.of(
                List.of(Task.of(simClr(encoder)), Task.of(moCo(encoder)).withWeight(WEIGHT)));
    }

    @Test
    void aStepIsTheWeightedSumOfTheTasksSteps() {
        MultiTask<Image> together = both(encoder());
        SimClr<Image> first = simClr(encoder());
        MoCo<Image> second = moCo(encoder());
        RunInfo run = new RunInfo(12, 12, 1, new RunLength(1, 1), 5);
        List.of(together, first, second).forEach(method -> method.prepare(run));
        StepContext context = MethodGradients.firstStep();
        try (BatchLoader<Image> loader = BatchLoader.open(DATA, together.views(), BatchConfig.of(12, 1))) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            assertThat(batch.view("simclr/views")).isNotEqualTo(batch.view("moco-v1/views"));
            StepResult sum = together.step(batch, context);
            StepResult one = first.step(part(batch, "simclr"), of(context, "simclr"));
            StepResult two = second.step(part(batch, "moco-v1"), of(context, "moco-v1"));
            assertThat(sum.loss()).isCloseTo(one.loss() + WEIGHT * two.loss(), within(1e-6));
            assertThat(sum.terms())
                    .containsEntry("simclr/loss", one.loss())
                    .containsEntry("moco-v1/loss", two.loss())
                    .hasSize(2 + one.terms().size() + two.terms().size());
            assertThat(sum.embeddings().orElseThrow())
                    .isEqualTo(one.embeddings().orElseThrow());
        }
        Map<String, Network> networks = together.parameterGroups().stream()
                .map(ParameterGroup::network)
                .collect(Collectors.toMap(Network::name, network -> network));
        assertThat(networks).containsOnlyKeys("encoder", "simclr/projector", "moco-v1/projector");
        assertSum(networks.get("encoder"), network(first, "encoder"), network(second, "encoder"));
        assertThat(networks.get("simclr/projector").parameters().gradients())
                .isEqualTo(network(first, "projector").parameters().gradients());
        assertThat(networks.get("moco-v1/projector").parameters().gradients())
                .isEqualTo(network(second, "projector").parameters().gradients().mul(WEIGHT));
    }

    /** Gradients are weighted; what a pass says of the running statistics is the same whatever the loss is. */
    private static void assertSum(Network sum, Network one, Network two) {
        INDArray actual = sum.parameters().gradients();
        double largest = actual.amaxNumber().doubleValue();
        for (Segment segment : sum.parameters().segments()) {
            double weight = segment.kind() == SegmentKind.STATISTIC ? 1 : WEIGHT;
            for (long i = segment.offset(); i < segment.offset() + segment.length(); i++) {
                assertThat(actual.getDouble(i))
                        .as(segment.name())
                        .isCloseTo(
                                one.parameters().gradients().getDouble(i)
                                        + weight * two.parameters().gradients().getDouble(i),
                                within(1e-6 * largest));
            }
        }
    }

    private static ViewBatch part(ViewBatch batch, String task) {
        return new ViewBatch(batch.size(), batch.indices(), Map.of("views", Rows.of(batch.view(task + "/views"))));
    }

    private static StepContext of(StepContext context, String task) {
        return context.withRandom(context.random().child(task));
    }

    private static Network network(SslMethod<?> method, String name) {
        return method.parameterGroups().stream()
                .map(ParameterGroup::network)
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itTrainsAndGivesTheEncoder() {
        Encoder<Image> encoder = encoder();
        INDArray before = encoder.network().parameters().values().dup();
        MultiTask<Image> method = both(encoder);
        assertThat(method.name()).isEqualTo("simclr+moco-v1");
        assertThat(method.settings()).contains("simclr: 1.0 x SimClrConfig[", "moco-v1: 0.25 x MoCoConfig[");
        var result = Trainer.builder()
                .optimizer(Sgd.of(0.01))
                .batchSize(6)
                .epochs(1)
                .build()
                .fit(method, DATA);
        assertThat(result.encoder()).isSameAs(encoder);
        assertThat(encoder.network().parameters().values()).isNotEqualTo(before);
        assertThat(method.state().arrays()).containsKeys("moco-v1/network/target-encoder", "moco-v1/queue");
    }

    @Test
    void whatItNeedsIsWhatAllOfThemNeed() {
        MultiTask<Image> method = both(encoder());
        assertThat(method.batchMultiple()).isEqualTo(2);
        assertThat(method.minimumBatchSize()).isEqualTo(moCo(encoder()).minimumBatchSize());
        assertThat(method.usesLabels()).isFalse();
        assertThat(method.batchDependence().orElseThrow()).startsWith("in task 'simclr', ");
        CollapseHints hints = simClr(encoder()).collapseHints(6);
        assertThat(method.collapseHints(6)).isEqualTo(hints.withoutLoss());
    }

    @Test
    void whatCannotBeTrainedTogetherIsRefused() {
        Encoder<Image> encoder = encoder();
        Task<Image> task = Task.of(simClr(encoder));
        assertThatThrownBy(() -> MultiTask.of(List.of(task)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("several tasks are at least 2, got 1; train a single method as it is");
        assertThatThrownBy(() -> MultiTask.of(List.of(task, Task.of(simClr(encoder)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tasks must have different names, got 'simclr' twice; give one another with withName");
        assertThatThrownBy(() -> MultiTask.of(List.of(task, Task.of(moCo(encoder())))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "all tasks must train one encoder, but that of 'moco-v1' is not that of 'simclr'");
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> task.withWeight(weight))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the weight of a task must be finite and above 0, got " + weight);
        }
        assertThatThrownBy(() -> task.withName("a/b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a task must have letters and no slash, got 'a/b'");
    }

    @Test
    void theSameMethodCanBeThereTwice() {
        Encoder<Image> encoder = encoder();
        MultiTask<Image> method = MultiTask.of(
                List.of(Task.of(simClr(encoder)), Task.of(simClr(encoder)).withName("other")));
        assertThat(method.parameterGroups().stream()
                        .map(group -> group.network().name()))
                .containsExactly("encoder", "simclr/projector", "other/projector");
    }

    /** SimCLR and DCL have projectors of one shape; their names feed the seed. */
    @Test
    void headsOfOneShapeStartWithDifferentWeightsForDifferentTasks() {
        List<INDArray> heads = SslMethods.create("simclr+dcl", encoder(), Map.of(), 5).parameterGroups().stream()
                .filter(group -> group.network().name().endsWith("/projector"))
                .map(group -> group.network().parameters().values())
                .toList();
        assertThat(heads).hasSize(2);
        assertThat(heads.get(0).shape()).isEqualTo(heads.get(1).shape());
        assertThat(heads.get(0)).isNotEqualTo(heads.get(1));
    }

    /** Of methods that a program makes with one seed, nobody knows better. */
    @Test
    void headsThatStartWithTheSameWeightsAreSaidAloud() {
        Encoder<Image> encoder = encoder();
        RunInfo run = new RunInfo(12, 6, 1, new RunLength(2, 2), 1);
        MultiTask<Image> alike = MultiTask.of(
                List.of(Task.of(simClr(encoder)), Task.of(simClr(encoder)).withName("other")));
        assertThat(LoggedText.during(() -> alike.prepare(run)))
                .contains("the heads 'simclr/projector' and 'other/projector' start with the same weights; give one of"
                        + " the two methods another seed");
        SimClr<Image> seeded = SimClr.of(encoder, SimClrConfig.defaults().withSeed(7));
        MultiTask<Image> different =
                MultiTask.of(List.of(Task.of(simClr(encoder)), Task.of(seeded).withName("other")));
        assertThat(LoggedText.during(() -> different.prepare(run))).isEmpty();
    }

    @Test
    void namesAndOptionsInText() {
        assertThatThrownBy(() -> SslMethods.named("simclr+simclr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("methods that are trained together must differ, got 'simclr' twice");
        assertThatThrownBy(() -> SslMethods.named("simclr+"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no method '' on the class path");
        SslMethod<Image> method = SslMethods.create(
                "simclr+moco-v1", encoder(), Map.of("simclr.temperature", "0.25", "moco-v1.weight", "0.5"), 1);
        assertThat(method.settings()).contains("temperature=0.25", "moco-v1: 0.5 x ");
        assertThatThrownBy(() -> SslMethods.create("simclr+moco-v1", encoder(), Map.of("temperature", "1"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the method 'simclr+moco-v1' has no option 'temperature'; did you mean 'simclr.temperature'?");
    }
}
