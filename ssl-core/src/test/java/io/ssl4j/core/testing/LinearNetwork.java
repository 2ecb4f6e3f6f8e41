package io.ssl4j.core.testing;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network simple enough to check by hand: {@code [n, inputs] -> x W + b -> [n, outputs]}. With a running mean it also
 * has a STATISTIC segment, which moves by a tenth towards each batch's mean input and changes no output.
 */
public final class LinearNetwork implements Network {

    private static final double MEAN_RATE = 0.1;

    private final String name;
    private final int inputs;
    private final int outputs;
    private final boolean runningMean;
    private final Parameters parameters;

    private LinearNetwork(String name, int inputs, int outputs, boolean runningMean, INDArray values) {
        this.name = name;
        this.inputs = inputs;
        this.outputs = outputs;
        this.runningMean = runningMean;
        long weights = (long) inputs * outputs;
        Segment w = new Segment("W", SegmentKind.WEIGHT, 0, weights, new long[] {inputs, outputs}, 'c');
        Segment b = new Segment("b", SegmentKind.BIAS, weights, outputs, new long[] {outputs}, 'c');
        Segment m = new Segment("mean", SegmentKind.STATISTIC, weights + outputs, inputs, new long[] {inputs}, 'c');
        this.parameters = new Parameters(values, runningMean ? List.of(w, b, m) : List.of(w, b));
    }

    /** Weights uniform in +-1/sqrt(inputs), biases zero. */
    public static LinearNetwork of(String name, int inputs, int outputs, long seed, DataType type) {
        return random(name, inputs, outputs, false, seed, type);
    }

    /** The same with a running mean of the input. */
    public static LinearNetwork withRunningMean(String name, int inputs, int outputs, long seed, DataType type) {
        return random(name, inputs, outputs, true, seed, type);
    }

    private static LinearNetwork random(
            String name, int inputs, int outputs, boolean runningMean, long seed, DataType type) {
        double[] values = new double[inputs * outputs + outputs + (runningMean ? inputs : 0)];
        RandomStream random = RandomKey.of(seed).child(name).stream();
        for (int i = 0; i < inputs * outputs; i++) {
            values[i] = (2 * random.nextDouble() - 1) / Math.sqrt(inputs);
        }
        return new LinearNetwork(
                name, inputs, outputs, runningMean, Nd4j.createFromArray(values).castTo(type));
    }

    /** W as a copy, [inputs, outputs]. */
    public INDArray weight() {
        return Parameters.view(parameters.values(), parameters.segments().get(0))
                .dup()
                .reshape('c', new long[] {inputs, outputs});
    }

    /** b as a copy, [1, outputs]. */
    public INDArray bias() {
        return Parameters.view(parameters.values(), parameters.segments().get(1))
                .dup()
                .reshape('c', new long[] {1, outputs});
    }

    /** The running mean as a copy, [inputs]. */
    public INDArray mean() {
        return Parameters.view(parameters.values(), parameters.segments().get(2))
                .dup();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public List<String> inputNames() {
        return List.of("input");
    }

    @Override
    public List<String> outputNames() {
        return List.of("output");
    }

    @Override
    public Pass forward(Map<String, Rows> batch, PassMode mode) {
        INDArray x = batch.get("input").values().dup();
        return new LinearPass(x, infer(x));
    }

    @Override
    public Map<String, INDArray> infer(Map<String, Rows> batch) {
        return Map.of("output", batch.get("input").values().mmul(weight()).addRowVector(bias()));
    }

    @Override
    public LinearNetwork copy(String newName) {
        return new LinearNetwork(
                newName, inputs, outputs, runningMean, parameters.values().dup());
    }

    private final class LinearPass implements Pass {

        private final INDArray x;
        private final INDArray output;
        private boolean closed;

        LinearPass(INDArray x, INDArray output) {
            this.x = x;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray output(String outputName) {
            return output;
        }

        @Override
        public INDArray backward(INDArray gradient) {
            if (closed) {
                throw new IllegalStateException("this pass was closed or already run backward");
            }
            if (!gradient.equalShapes(output)) {
                throw new IllegalArgumentException("the gradient must have the output's shape");
            }
            closed = true;
            INDArray dw = x.transpose().mmul(gradient).dup('c').reshape('c', new long[] {(long) inputs * outputs});
            INDArray db = gradient.sum(0).reshape('c', new long[] {outputs});
            parameters.accumulate(
                    runningMean
                            ? Nd4j.concat(0, dw, db, mean().sub(x.mean(0)).muli(MEAN_RATE))
                            : Nd4j.concat(0, dw, db));
            return gradient.mmul(weight().transpose());
        }

        @Override
        public Map<String, INDArray> backward(Map<String, INDArray> gradients) {
            return Map.of("input", backward(gradients.get("output")));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
