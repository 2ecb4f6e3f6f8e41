package io.ssl4j.core.train;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A parameter group with the optimiser at work on it. */
final class TrainedGroup {

    private final ParameterGroup group;
    private final ParameterUpdater updater;
    private final double weightDecay;
    private final List<INDArray> trained;
    private final List<INDArray> statistics;

    TrainedGroup(ParameterGroup group, Optimizer optimizer) {
        this.group = group;
        this.updater = optimizer.updater(group);
        this.weightDecay = group.weightDecay().orElse(optimizer.weightDecay());
        this.trained = gradientRuns(group.network().parameters(), true);
        this.statistics = gradientRuns(group.network().parameters(), false);
    }

    String name() {
        return group.network().name();
    }

    Network network() {
        return group.network();
    }

    ParameterUpdater updater() {
        return updater;
    }

    boolean frozen(long step) {
        return step < group.frozenUntilStep();
    }

    /** Squared length of the gradient of the trained parameters. */
    double squaredGradientNorm() {
        return squaredNorm(trained);
    }

    /** Whether the deltas of running statistics are finite. */
    boolean statisticsFinite() {
        return Double.isFinite(squaredNorm(statistics));
    }

    /** Scales the gradient of the trained parameters. */
    void scaleGradient(double factor) {
        trained.forEach(run -> run.muli(factor));
    }

    /**
     * One update of the trained parameters, then of the running statistics.
     *
     * @param base the base learning rate
     * @param factor the schedule's factor
     */
    void update(double base, double factor) {
        double scheduled = group.constantLearningRate() ? base : base * factor;
        updater.update(scheduled * group.learningRateScale(), weightDecay);
        group.network().parameters().applyStatistics();
    }

    private static double squaredNorm(List<INDArray> runs) {
        double sum = 0;
        for (INDArray run : runs) {
            double norm = run.norm2Number().doubleValue();
            sum += norm * norm;
        }
        return sum;
    }

    /** Views of the flat gradient, neighbouring segments joined. */
    private static List<INDArray> gradientRuns(Parameters parameters, boolean ofTrained) {
        List<INDArray> runs = new ArrayList<>();
        long begin = -1;
        long end = 0;
        for (Segment segment : parameters.segments()) {
            boolean wanted = segment.trained() == ofTrained && segment.length() > 0;
            if (wanted && begin < 0) {
                begin = segment.offset();
            } else if (!wanted && begin >= 0) {
                runs.add(run(parameters, begin, end));
                begin = -1;
            }
            end = segment.offset() + segment.length();
        }
        if (begin >= 0) {
            runs.add(run(parameters, begin, end));
        }
        return runs;
    }

    private static INDArray run(Parameters parameters, long begin, long end) {
        return parameters.gradients().get(NDArrayIndex.interval(begin, end));
    }
}
