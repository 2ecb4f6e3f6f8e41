package io.ssl4j.core.train;

import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what the batches of one update gave: losses, terms and gradients, each a mean over the batch's samples, become
 * the means over all samples of the update. The gradients lie in the networks, where every backward pass adds to them; they
 * are kept in the scale of the batch that is added, so that batches of one size are not scaled until the end.
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

    /** Before the backward pass of a batch of this size. */
    void before(int size) {
        if (samples > 0 && size != lastSize) {
            scale((double) lastSize / size);
        }
        lastSize = size;
    }

    /** After it. */
    void add(StepResult result) {
        lossSum += lastSize * result.loss();
        result.terms().forEach((name, value) -> terms.merge(name, lastSize * value, Double::sum));
        samples += lastSize;
        only = samples == lastSize ? result : null;
    }

    /** Samples of the update so far. */
    long samples() {
        return samples;
    }

    /** The means; brings the gradients to theirs. */
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
