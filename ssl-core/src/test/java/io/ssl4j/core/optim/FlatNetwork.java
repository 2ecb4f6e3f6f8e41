package io.ssl4j.core.optim;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters without a function: what an optimiser sees of a network. */
record FlatNetwork(Parameters parameters) implements Network {

    /** All one weight. */
    static FlatNetwork of(DataType type, double... values) {
        return new FlatNetwork(new Parameters(
                Nd4j.createFromArray(values).castTo(type), List.of(segment(SegmentKind.WEIGHT, 0, values.length))));
    }

    /** All one bias. */
    static FlatNetwork ofBias(DataType type, double... values) {
        return new FlatNetwork(new Parameters(
                Nd4j.createFromArray(values).castTo(type), List.of(segment(SegmentKind.BIAS, 0, values.length))));
    }

    /** Two weights of these lengths, and the rest a bias. */
    static FlatNetwork ofTwoWeightsAndBias(DataType type, int first, int second, double... values) {
        return new FlatNetwork(new Parameters(
                Nd4j.createFromArray(values).castTo(type),
                List.of(
                        segment(SegmentKind.WEIGHT, 0, first),
                        segment(SegmentKind.WEIGHT, first, second),
                        segment(SegmentKind.BIAS, first + second, values.length - first - second))));
    }

    /**
     * A segment of {@code each} parameters per kind. The values are a view into a larger array that is -7 around them,
     * and start at 1, 2, ...; the gradients are 0.1, 0.2, ...
     */
    static FlatNetwork ofKinds(DataType type, int each, SegmentKind... kinds) {
        List<Segment> segments = new ArrayList<>();
        for (SegmentKind kind : kinds) {
            segments.add(segment(kind, (long) segments.size() * each, each));
        }
        int length = kinds.length * each;
        INDArray around = Nd4j.valueArrayOf(new long[] {length + 11}, -7, type);
        INDArray values = around.get(NDArrayIndex.interval(5, 5 + length));
        Parameters parameters = new Parameters(values, segments);
        INDArray count = Nd4j.linspace(1, length, length, DataType.DOUBLE).castTo(type);
        values.assign(count);
        parameters.accumulate(count.mul(0.1));
        return new FlatNetwork(parameters);
    }

    private static Segment segment(SegmentKind kind, long offset, long length) {
        return new Segment(kind + "_" + offset, kind, offset, length, new long[] {length}, 'c');
    }

    double[] values() {
        return parameters.values().dup().data().asDouble();
    }

    double[] gradients() {
        return parameters.gradients().dup().data().asDouble();
    }

    void gradients(double... gradients) {
        parameters.zeroGradients();
        parameters.accumulate(
                Nd4j.createFromArray(gradients).castTo(parameters.values().dataType()));
    }

    ParameterUpdater updater(Optimizer optimizer) {
        return optimizer.updater(ParameterGroup.of(this));
    }

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public List<String> inputNames() {
        return List.of("in");
    }

    @Override
    public List<String> outputNames() {
        return List.of("out");
    }

    @Override
    public Pass forward(Map<String, Rows> inputs, PassMode mode) {
        throw new UnsupportedOperationException("has no function");
    }

    @Override
    public Map<String, INDArray> infer(Map<String, Rows> inputs) {
        throw new UnsupportedOperationException("has no function");
    }

    @Override
    public Network copy(String newName) {
        throw new UnsupportedOperationException("has no function");
    }
}
