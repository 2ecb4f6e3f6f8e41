package io.ssl4j.core.train;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.optim.GradientClipping;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** One optimiser step: gradients, checks, clipping, update. */
final class StepRunner<T> {

    private static final String REMEDY = "try a lower learning rate, a longer warm-up or clipGradientNorm,"
            + " and check the data and the temperature or other settings of the method";

    private final SslMethod<T> method;
    private final List<TrainedGroup> groups;
    private final TrainerConfig config;
    private double lastFiniteLoss = Double.NaN;

    StepRunner(SslMethod<T> method, List<TrainedGroup> groups, TrainerConfig config) {
        this.method = method;
        this.groups = groups;
        this.config = config;
    }

    /**
     * What a step gave.
     *
     * @param result of the method
     * @param learningRate after the schedule
     * @param gradientNorm before clipping
     */
    record Outcome(StepResult result, double learningRate, double gradientNorm) {}

    /**
     * Makes a step.
     *
     * @throws DivergenceException if the loss or a gradient is not finite; then nothing was updated
     */
    Outcome run(ViewBatch batch, StepContext context) {
        double factor = config.schedule().factor(context.step(), context.length());
        double learningRate = config.optimizer().learningRate() * factor;
        if (!Double.isFinite(learningRate)) {
            throw new IllegalStateException("a schedule's factor must be finite, got " + factor + " at step "
                    + (context.step() + 1) + " of " + context.length().totalSteps());
        }
        groups.forEach(group -> group.network().parameters().zeroGradients());
        // Dropout and the like draw from this thread's ND4J generator: give it an address too.
        Nd4j.getRandom().setSeed(context.random().child("nd4j").state());
        StepResult result = method.step(batch, context);
        if (!Double.isFinite(result.loss())) {
            throw diverged(context, "the loss");
        }
        List<TrainedGroup> active =
                groups.stream().filter(group -> !group.frozen(context.step())).toList();
        double norm = clip(active, context);
        active.forEach(group -> group.update(config.optimizer().learningRate(), factor));
        method.afterUpdate(context);
        lastFiniteLoss = result.loss();
        return new Outcome(result, learningRate, norm);
    }

    /** Clips what is finite; the norm before. */
    private double clip(List<TrainedGroup> active, StepContext context) {
        double norm = config.clipping()
                .clip(active.stream().map(TrainedGroup::parameters).toList());
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
