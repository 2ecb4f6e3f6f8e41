package io.ssl4j.core.multitask;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.EpochContext;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several methods that train one encoder together (Doersch and Zisserman 2017, arXiv:1708.07860): each makes its own
 * views of the samples and has its own heads and state, and a step minimises the weighted sum of their losses.
 *
 * <pre>{@code
 * SslMethod<Image> both = MultiTask.of(List.of(
 *         Task.of(SimClr.of(encoder, SimClrConfig.defaults().withSeed(1))),
 *         Task.of(VicReg.of(encoder, VicRegConfig.defaults().withSeed(2))).withWeight(0.1)));
 * }</pre>
 *
 * Give each method a seed of its own: heads of one shape and seed start with the same weights, which a warning says.
 * Methods by name get seeds that differ by their names.
 *
 * The log has each task's unweighted loss as {@code task/loss}. Networks of only one task are named {@code
 * task/projector} and so on. The embeddings and collapse hints of a step are those of the first task that has collapse
 * hints. The main encoder is the one that all train, even if a task by itself would hand out its moving average; that
 * is {@code task/teacher}.
 *
 * @param <T> the sample type
 */
public final class MultiTask<T> implements SslMethod<T> {

    private static final Logger LOG = LoggerFactory.getLogger(MultiTask.class);
    private static final String ENCODER = "encoder";

    private final List<Task<T>> tasks;
    private final TaskViews<T> views;
    private INDArray watched;

    /**
     * One of the methods.
     *
     * @param name the name of the task, for the names of its networks, views and terms: "simclr"
     * @param weight the weight of its loss in the sum, above 0
     * @param method the method
     */
    public record Task<T>(String name, double weight, SslMethod<T> method) {

        public Task {
            Objects.requireNonNull(method, "method");
            if (name.isBlank() || name.contains("/")) {
                throw new IllegalArgumentException(
                        "the name of a task must have letters and no slash, got '" + name + "'");
            }
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("the weight of a task must be finite and above 0, got " + weight
                        + " for '" + name + "'; leave out a task that is not to count");
            }
        }

        /** Makes a task with the method's name and a weight of 1. */
        public static <T> Task<T> of(SslMethod<T> method) {
            return new Task<>(method.name(), 1, method);
        }

        /** Returns the task under another name, for a method that occurs twice. */
        public Task<T> withName(String newName) {
            return new Task<>(newName, weight, method);
        }

        /** Returns the task with another weight. */
        public Task<T> withWeight(double newWeight) {
            return new Task<>(name, newWeight, method);
        }

        /** Returns the name of a part of this task among those of all tasks. */
        String qualified(String part) {
            return name + "/" + part;
        }

        private StepContext own(StepContext context) {
            return context.withRandom(context.random().child(name));
        }
    }

    private MultiTask(List<Task<T>> tasks) {
        this.tasks = List.copyOf(tasks);
        this.views = new TaskViews<>(this.tasks);
    }

    /**
     * Combines methods that train the same encoder.
     *
     * @param tasks at least 2, with different names
     * @throws IllegalArgumentException if there are fewer, names repeat, or the encoders are not one and the same
     */
    public static <T> MultiTask<T> of(List<Task<T>> tasks) {
        if (tasks.size() < 2) {
            throw new IllegalArgumentException(
                    "several tasks are at least 2, got " + tasks.size() + "; train a single method as it is");
        }
        Set<String> names = new HashSet<>();
        for (Task<T> task : tasks) {
            if (!names.add(task.name())) {
                throw new IllegalArgumentException("tasks must have different names, got '" + task.name()
                        + "' twice; give one another with withName");
            }
            Encoder<?> encoder = trained(task);
            if (encoder == null || encoder.network() != encoder(tasks).network()) {
                throw new IllegalArgumentException(
                        "all tasks must train one encoder, but that of '" + task.name() + "' is not that of '"
                                + tasks.get(0).name() + "'; make the methods of the same Encoder object");
            }
        }
        return new MultiTask<>(tasks);
    }

    private static <T> Encoder<?> encoder(List<Task<T>> tasks) {
        return trained(tasks.get(0));
    }

    private static Encoder<?> trained(Task<?> task) {
        return task.method().encoders().get(task.method().trainedEncoder());
    }

    /** The names of the methods, joined: "simclr+vicreg". */
    @Override
    public String name() {
        return tasks.stream().map(task -> task.method().name()).collect(Collectors.joining("+"));
    }

    @Override
    public String settings() {
        return tasks.stream()
                .map(task -> task.name() + ": " + task.weight() + " x "
                        + task.method().settings())
                .collect(Collectors.joining("; "));
    }

    @Override
    public ViewGenerator<T> views() {
        return views;
    }

    @Override
    public int minimumBatchSize() {
        return tasks.stream()
                .mapToInt(task -> task.method().minimumBatchSize())
                .max()
                .orElseThrow();
    }

    /** The least common multiple of those of all tasks. */
    @Override
    public int batchMultiple() {
        return tasks.stream()
                .map(task -> task.method().batchMultiple())
                .reduce(1, (a, b) -> Math.multiplyExact(a / gcd(a, b), b));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public int statisticGroups() {
        return tasks.stream()
                .mapToInt(task -> task.method().statisticGroups())
                .max()
                .orElseThrow();
    }

    @Override
    public Optional<String> batchDependence() {
        return tasks.stream()
                .flatMap(task ->
                        task.method().batchDependence().map(why -> "in task '" + task.name() + "', " + why).stream())
                .findFirst();
    }

    /** The hints of the watched task, without its loss, since the sum includes other losses. */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        return watchedTask().method().collapseHints(batchSize).withoutLoss();
    }

    private Task<T> watchedTask() {
        return tasks.stream()
                .filter(task -> !task.method()
                        .collapseHints(task.method().minimumBatchSize())
                        .equals(CollapseHints.none()))
                .findFirst()
                .orElse(tasks.get(0));
    }

    @Override
    public boolean usesLabels() {
        return tasks.stream().anyMatch(task -> task.method().usesLabels());
    }

    /** Prepares all tasks, and warns of heads of different tasks that start with the same weights. */
    @Override
    public void prepare(RunInfo run) {
        tasks.forEach(task -> task.method().prepare(run));
        List<Network> heads = parameterGroups().stream()
                .map(ParameterGroup::network)
                .filter(network -> network.name().contains("/"))
                .toList();
        for (int i = 0; i < heads.size(); i++) {
            for (Network other : heads.subList(i + 1, heads.size())) {
                if (startAlike(heads.get(i), other)) {
                    LOG.warn(
                            "the heads '{}' and '{}' start with the same weights; give one of the two methods another"
                                    + " seed",
                            heads.get(i).name(),
                            other.name());
                }
            }
        }
    }

    private static boolean startAlike(Network one, Network other) {
        return one.parameters() != other.parameters()
                && one.parameters().length() == other.parameters().length()
                && one.parameters().values().equals(other.parameters().values());
    }

    @Override
    public void beforeEpoch(EpochContext<T> context) {
        tasks.forEach(task -> task.method().beforeEpoch(context));
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        double sum = 0;
        Map<String, Double> terms = new LinkedHashMap<>();
        Optional<INDArray> embeddings = Optional.empty();
        Task<T> toWatch = watchedTask();
        for (Task<T> task : tasks) {
            List<Parameters> trained = task.method().parameterGroups().stream()
                    .map(group -> group.network().parameters())
                    .toList();
            // The gradient accumulated so far is brought to the scale of this task's gradient, and both are weighted
            // together.
            scale(trained, 1 / task.weight());
            StepResult result = task.method().step(TaskViews.of(task, batch), task.own(context));
            scale(trained, task.weight());
            sum += task.weight() * result.loss();
            terms.put(task.qualified("loss"), result.loss());
            result.terms().forEach((name, value) -> terms.put(task.qualified(name), value));
            if (task == toWatch) {
                embeddings = result.embeddings().map(this::kept);
            }
        }
        return new StepResult(sum, terms, embeddings);
    }

    private static void scale(List<Parameters> parameters, double factor) {
        if (factor != 1) {
            parameters.forEach(each -> each.scaleGradients(factor));
        }
    }

    /** Copies an array if the passes of later tasks may overwrite it. */
    private INDArray kept(INDArray live) {
        if (watched == null || watched.dataType() != live.dataType() || !watched.equalShapes(live)) {
            if (watched != null) {
                watched.close();
            }
            watched = Nd4j.createUninitialized(live.dataType(), live.shape(), 'c');
        }
        return watched.assign(live);
    }

    @Override
    public void afterUpdate(StepContext context) {
        tasks.forEach(task -> task.method().afterUpdate(task.own(context)));
    }

    /**
     * Returns each network once. A network that several tasks train keeps its name.
     *
     * @throws IllegalStateException if tasks train a network in different ways
     */
    @Override
    public List<ParameterGroup> parameterGroups() {
        List<ParameterGroup> groups = new ArrayList<>();
        for (Task<T> task : tasks) {
            for (ParameterGroup group : task.method().parameterGroups()) {
                List<Task<T>> others = tasks.stream()
                        .filter(other ->
                                other != task && sameNetwork(other, group).isPresent())
                        .toList();
                if (others.isEmpty()) {
                    groups.add(group.withNetwork(
                            group.network().named(task.qualified(group.network().name()))));
                } else if (tasks.indexOf(others.get(0)) > tasks.indexOf(task)) {
                    requireSameWay(task, group, others);
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    private static <T> Optional<ParameterGroup> sameNetwork(Task<T> task, ParameterGroup group) {
        return task.method().parameterGroups().stream()
                .filter(each -> each.network() == group.network())
                .findFirst();
    }

    private static <T> void requireSameWay(Task<T> task, ParameterGroup group, List<Task<T>> others) {
        for (Task<T> other : others) {
            ParameterGroup theirs = sameNetwork(other, group).orElseThrow();
            if (!theirs.equals(group)) {
                throw new IllegalStateException("a network that several tasks train must be trained in one way, but '"
                        + group.network().name() + "' is " + group + " in '" + task.name() + "' and " + theirs + " in '"
                        + other.name() + "'; bring the settings of the two methods together");
            }
        }
    }

    /**
     * The encoder that all tasks train as the main one, and every task's own by the names of their roles: the moving
     * averages of tasks that have one follow only the encoder, and none of them is that of all tasks.
     */
    @Override
    public Map<String, Encoder<?>> encoders() {
        Map<String, Encoder<?>> encoders = new LinkedHashMap<>();
        encoders.put(ENCODER, encoder(tasks));
        for (Task<T> task : tasks) {
            task.method().encoders().forEach((name, encoder) -> {
                if (!name.equals(ENCODER)) {
                    encoders.put(task.qualified(name), encoder);
                }
            });
        }
        return encoders;
    }

    @Override
    public MethodState state() {
        MethodState all = MethodState.empty();
        for (Task<T> task : tasks) {
            MethodState state = task.method().state();
            state.arrays().forEach((name, entry) -> all.array(task.qualified(name), entry.array(), entry.merge()));
            state.counters().forEach((name, entry) -> all.counter(task.qualified(name), entry.get(), entry.set()));
        }
        return all;
    }
}
