package io.ssl4j.core.train;

import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up losses, terms and gradients of the batches of one update. Each is a mean over the samples of a batch; the
 * sums become means over all samples of the update. The gradients stay in the networks, where every backward pass adds
 * to them, in the scale of the batch being added, so that batches of equal size are scaled only at the end.
 */
final class MicroBatches {

    private final List<Parameters> trained;
    private final Map<String, Double> terms = new LinkedHashMap<>();
    private double lossSum;
    private long samples;
    private int lastSize;
    private StepResult only;

    /** @param trained each network's parameters once */
    MicroBatches(List<Parameters> trained) {
        this.trained = trained;
        trained.forEach(Parameters::zeroGradients);
    }

    /** Called before the backward pass of a batch of this size. */
    void before(int size) {
        if (samples > 0 && size != lastSize) {
            scale((double) lastSize / size);
        }
        lastSize = size;
    }

    /** Called after the backward pass. */
    void add(StepResult result) {
        lossSum += lastSize * result.loss();
        result.terms().forEach((name, value) -> terms.merge(name, lastSize * value, Double::sum));
        samples += lastSize;
        only = samples == lastSize ? result : null;
    }

    /** The number of samples in the update so far. */
    long samples() {
        return samples;
    }

    /** Returns the means over the update's samples, and scales the gradients accordingly. */
    StepResult finish() {
        if (only != null) {
            return only;
        }
        scale((double) lastSize / samples);
        Map<String, Double> means = new LinkedHashMap<>();
        terms.forEach((name, sum) -> means.put(name, sum / samples));
        return new StepResult(lossSum / samples, means);
    }

    private void scale(double factor) {
        trained.forEach(parameters -> parameters.gradients().muli(factor));
    }
}
