package io.ssl4j.core.train;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.testing.LinearNetwork;
import io.ssl4j.core.testing.NoisyPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A method whose loss is a mean over samples that know nothing of each other: in double, half the mean square of
 * head(encoder(view)) minus the view's first three numbers. It counts its calls.
 */
public class MeanSquareMethod implements SslMethod<float[]> {

    static final int LENGTH = 6;
    private static final int OUTPUTS = 3;

    final Network encoder;
    final Network head;
    final List<Integer> sizes = new ArrayList<>();
    UnaryOperator<ParameterGroup> headGroup = group -> group;
    long updates;

    public MeanSquareMethod(long seed) {
        this(
                LinearNetwork.of("encoder", LENGTH, 5, seed, DataType.DOUBLE),
                LinearNetwork.of("head", 5, OUTPUTS, seed, DataType.DOUBLE));
    }

    public MeanSquareMethod(Network encoder, Network head) {
        this.encoder = encoder;
        this.head = head;
    }

    @Override
    public String name() {
        return "mean-square";
    }

    @Override
    public ViewGenerator<float[]> views() {
        return new NoisyPairs(LENGTH, 0.1f);
    }

    @Override
    public int minimumBatchSize() {
        return 1;
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.empty();
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        sizes.add(batch.size());
        INDArray x = batch.view("views").castTo(DataType.DOUBLE);
        try (Pass h = encoder.forward(x);
                Pass y = head.forward(h.output())) {
            INDArray error = y.output().dup();
            for (int k = 0; k < OUTPUTS; k++) {
                error.getColumn(k).subi(x.getColumn(k));
            }
            double loss = 0.5 * error.mul(error).meanNumber().doubleValue();
            h.backward(y.backward(error.div(error.length())));
            return new StepResult(loss, Map.of("twice", 2 * loss));
        }
    }

    @Override
    public void afterUpdate(StepContext context) {
        updates++;
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(encoder), headGroup.apply(ParameterGroup.of(head)));
    }

    @Override
    public Map<String, Encoder<?>> encoders() {
        return Map.of();
    }
}
