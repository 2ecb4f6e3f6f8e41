package io.ssl4j.core.train;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.GradientClipping;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One update: gradients of its batches, their exchange, checks and clipping, and the optimiser. The state that a
 * checkpoint must hold is in {@link LiveState}.
 */
final class StepRunner<T> {

    private static final String REMEDY = "try a lower learning rate, a longer warm-up or clipGradientNorm,"
            + " and check the data and the temperature or other settings of the method";

    private final SslMethod<T> method;
    private final List<TrainedGroup> groups;
    private final List<Parameters> trained;
    private final TrainerConfig config;
    private List<TrainedGroup.Rates> due = List.of();
    private double learningRate;
    private MicroBatches sum;
    private double lastFiniteLoss = Double.NaN;

    StepRunner(SslMethod<T> method, List<TrainedGroup> groups, TrainerConfig config) {
        this.method = method;
        this.groups = groups;
        this.trained = groups.stream().map(TrainedGroup::parameters).distinct().toList();
        this.config = config;
    }

    /**
     * The outcome of a step.
     *
     * @param result the result of the method
     * @param learningRate the learning rate after the schedule
     * @param gradientNorm the norm before clipping
     */
    record Outcome(StepResult result, double learningRate, double gradientNorm) {}

    /**
     * Begins an update by zeroing the gradients.
     *
     * @throws IllegalStateException if a schedule yields an unusable learning rate
     */
    void begin(StepContext context) {
        learningRate = TrainedGroup.scheduled(
                "learning rate", config.learningRate(), config.schedule(), context.step(), context.length());
        due = groups.stream()
                .filter(group -> !group.frozen(context.step()))
                .map(group -> group.rates(config, context.step(), context.length()))
                .toList();
        sum = new MicroBatches(trained);
    }

    /**
     * Adds the gradients of one of the update's batches.
     *
     * @param part the index of the batch in the update, from 0. Each has its own randomness; the first has that of the
     *     update
     * @throws DivergenceException if the loss is not finite; nothing is updated in that case
     */
    void add(ViewBatch batch, StepContext context, int part) {
        StepContext own = part == 0
                ? context
                : context.withRandom(context.random().child("part").child(part));
        sum.before(batch.size());
        // Dropout and the like draw from this thread's ND4J generator: seed it as well.
        Nd4j.getRandom().setSeed(own.random().child("nd4j").state());
        StepResult result = method.step(batch, own);
        if (!Double.isFinite(result.loss())) {
            throw diverged(context, "the loss");
        }
        sum.add(result);
    }

    /**
     * Makes the update.
     *
     * @throws DivergenceException if a gradient is not finite; nothing is updated in that case
     */
    Outcome update(StepContext context) {
        StepResult result = sum.finish();
        config.exchange().exchange(trained, sum.samples());
        double norm = clip(context);
        apply();
        method.afterUpdate(context);
        lastFiniteLoss = result.loss();
        return new Outcome(result, learningRate, norm);
    }

    /** Updates the trained parameters, then the running statistics, of each network once. */
    private void apply() {
        due.forEach(TrainedGroup.Rates::update);
        due.stream().map(rates -> rates.group().parameters()).distinct().forEach(Parameters::applyStatistics);
    }

    /** Clips finite gradients and returns the norm before clipping. */
    private double clip(StepContext context) {
        List<TrainedGroup> active = due.stream().map(TrainedGroup.Rates::group).toList();
        double norm = config.clipping()
                .clip(active.stream().map(TrainedGroup::parameters).distinct().toList());
        for (TrainedGroup group : active) {
            if (!Double.isFinite(norm) && !Double.isFinite(GradientClipping.globalNorm(List.of(group.parameters())))) {
                throw diverged(context, "the gradient of network '" + group.name() + "'");
            }
            if (!group.parameters().statisticsFinite()) {
                throw diverged(context, "the change of running statistics of network '" + group.name() + "'");
            }
        }
        return norm;
    }

    private DivergenceException diverged(StepContext context, String what) {
        return new DivergenceException(context.step() + 1, context.epoch() + 1, lastFiniteLoss, what, REMEDY);
    }
}
